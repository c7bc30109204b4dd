/**
 * What a control is, what it may look at and what it says; and the audit that asks every control.
 * Pure: from an instance and a baseline to findings.
 */
@NullMarked
package io.ecsharden.control;

import org.jspecify.annotations.NullMarked;
