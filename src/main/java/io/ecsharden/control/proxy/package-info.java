/**
 * The control that looks at proxies: which program asks a proxy for credentials, why, and what
 * repairs it.
 */
@NullMarked
package io.ecsharden.control.proxy;

import org.jspecify.annotations.NullMarked;
