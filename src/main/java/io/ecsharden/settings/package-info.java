/**
 * What each program (the agent, ecs-init, dockerd) ends up with, and why: the value, the raw text,
 * its location, and what it shadows. Pure.
 */
@NullMarked
package io.ecsharden.settings;

import org.jspecify.annotations.NullMarked;
