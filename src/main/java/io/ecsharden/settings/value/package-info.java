/** What a program ends up with for a setting, and where that comes from. */
@NullMarked
package io.ecsharden.settings.value;

import org.jspecify.annotations.NullMarked;
