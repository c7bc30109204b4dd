/** What the files of a systemd unit say about its environment. */
@NullMarked
package io.ecsharden.settings.unit;

import org.jspecify.annotations.NullMarked;
