/**
 * The use cases: a typed request in, a {@link io.ecsharden.app.Result} out. Nothing here knows a
 * command line, prints, exits or reads the process's environment: the caller passes all of that in
 * with a {@link io.ecsharden.app.RunContext}.
 */
@NullMarked
package io.ecsharden.app;

import org.jspecify.annotations.NullMarked;
