/** Addresses, as Go parses them. */
@NullMarked
package io.ecsharden.format.net;

import org.jspecify.annotations.NullMarked;
