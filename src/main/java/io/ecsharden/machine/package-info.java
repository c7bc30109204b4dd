/**
 * What a repair and a report ask of the machine: files, state, services, time. Mostly interfaces,
 * which {@code host} implements.
 */
@NullMarked
package io.ecsharden.machine;

import org.jspecify.annotations.NullMarked;
