/** The Docker Engine API, as far as an audit and a repair need it. */
@NullMarked
package io.ecsharden.host.docker;

import org.jspecify.annotations.NullMarked;
