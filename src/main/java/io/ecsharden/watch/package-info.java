/**
 * The daemon: when to look, how often to repair and restart, and what to say of it. What a look
 * does is {@link io.ecsharden.app}'s.
 */
@NullMarked
package io.ecsharden.watch;

import org.jspecify.annotations.NullMarked;
