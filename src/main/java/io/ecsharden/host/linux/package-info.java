/**
 * System calls that Java's library cannot make: files by the directory that holds them, extended
 * attributes, locks, sockets without the network library.
 */
@NullMarked
package io.ecsharden.host.linux;

import org.jspecify.annotations.NullMarked;
