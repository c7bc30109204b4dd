/** The ECS agent, as it answers for itself. */
@NullMarked
package io.ecsharden.host.agent;

import org.jspecify.annotations.NullMarked;
