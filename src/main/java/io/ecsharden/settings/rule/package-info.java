/** How the readers of settings turn a text into a value, and which texts they do not accept. */
@NullMarked
package io.ecsharden.settings.rule;

import org.jspecify.annotations.NullMarked;
