/** The Docker Engine API, as far as an instance is looked at through it. */
@NullMarked
package io.ecsharden.host.docker;

import org.jspecify.annotations.NullMarked;
