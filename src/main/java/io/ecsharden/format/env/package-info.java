/** Env files, as the agent, ecs-init, systemd and docker read them, and edits of them. */
@NullMarked
package io.ecsharden.format.env;

import org.jspecify.annotations.NullMarked;
