/**
 * From a plan to a repaired instance: lock, recovery, writing, restarts, proof, receipts and the
 * way back.
 */
@NullMarked
package io.ecsharden.repair;

import org.jspecify.annotations.NullMarked;
