/** What starts the agent: ecs-init, or something else that makes its container. */
@NullMarked
package io.ecsharden.settings.starter;

import org.jspecify.annotations.NullMarked;
