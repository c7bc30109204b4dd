/** Baselines in Parameter Store. */
@NullMarked
package io.ecsharden.aws.parameter;

import org.jspecify.annotations.NullMarked;
