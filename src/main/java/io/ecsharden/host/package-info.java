/**
 * Looks at an instance: its files, its units, and what runs on it. Nothing else touches the
 * machine.
 */
@NullMarked
package io.ecsharden.host;

import org.jspecify.annotations.NullMarked;
