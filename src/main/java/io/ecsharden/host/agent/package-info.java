/** The ECS agent's own API. */
@NullMarked
package io.ecsharden.host.agent;

import org.jspecify.annotations.NullMarked;
