/**
 * From findings to a plan, and from a plan to a repaired instance: changes, restarts, proof,
 * receipts and the way back. It touches the machine through interfaces alone.
 */
@NullMarked
package io.ecsharden.fix;

import org.jspecify.annotations.NullMarked;
