/** What the agent takes from its environment and its JSON file. */
@NullMarked
package io.ecsharden.settings.agent;

import org.jspecify.annotations.NullMarked;
