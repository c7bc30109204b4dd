/** What is wrong with a line or a file, and how it is rewritten. */
@NullMarked
package io.ecsharden.hygiene;

import org.jspecify.annotations.NullMarked;
