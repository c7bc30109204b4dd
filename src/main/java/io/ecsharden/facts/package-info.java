/**
 * What was seen on the machine: plain records, no behaviour that touches anything. Every other
 * package may use them; only {@code host} makes them.
 */
@NullMarked
package io.ecsharden.facts;

import org.jspecify.annotations.NullMarked;
