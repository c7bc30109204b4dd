/** JSON, as Go's {@code encoding/json} reads it, and edits of it. */
@NullMarked
package io.ecsharden.format.json;

import org.jspecify.annotations.NullMarked;
