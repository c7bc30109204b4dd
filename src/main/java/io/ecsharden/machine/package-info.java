/**
 * What a repair asks of the machine: its files, the program's own state, its services. Interfaces
 * and words only; {@code host} has what is behind them.
 */
@NullMarked
package io.ecsharden.machine;

import org.jspecify.annotations.NullMarked;
