/** Reads the kernel's packet filter, without starting a process. */
@NullMarked
package io.ecsharden.host.net;

import org.jspecify.annotations.NullMarked;
