/** The use cases: typed requests in, results out. Knows no command line and prints nothing. */
@NullMarked
package io.ecsharden.app;

import org.jspecify.annotations.NullMarked;
