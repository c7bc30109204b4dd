/**
 * What each consumer (the agent, ecs-init, dockerd) ends up with, and why: value, raw text, source
 * file and line, what shadowed what, and what is lost on the way. Pure.
 */
package io.ecsharden.settings;
