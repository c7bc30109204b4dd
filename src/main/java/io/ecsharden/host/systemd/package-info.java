/**
 * systemd, over the system bus, by a small D-Bus client of our own: see {@code
 * docs/adr/0008-dbus.md}. The protocol is that of the D-Bus Specification 0.43; systemd's interface
 * that of org.freedesktop.systemd1(5), 219 and later.
 */
@NullMarked
package io.ecsharden.host.systemd;

import org.jspecify.annotations.NullMarked;
