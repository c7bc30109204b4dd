/** What ecs-init takes from the environment that systemd gives it. */
@NullMarked
package io.ecsharden.settings.init;

import org.jspecify.annotations.NullMarked;
