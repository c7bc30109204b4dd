/** From findings to a plan: which files change, how, and what has to be restarted. Pure. */
@NullMarked
package io.ecsharden.plan;

import org.jspecify.annotations.NullMarked;
