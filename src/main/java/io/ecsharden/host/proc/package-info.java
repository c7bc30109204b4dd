/** What the kernel says of processes and control groups, in files below a root. */
@NullMarked
package io.ecsharden.host.proc;

import org.jspecify.annotations.NullMarked;
