/**
 * One class per control: what it is, why it matters, and how it judges an instance. Pure: from an
 * instance and a baseline to findings.
 */
package io.ecsharden.control;
