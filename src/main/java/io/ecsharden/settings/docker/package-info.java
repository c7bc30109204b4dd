/** What dockerd takes of proxies. */
@NullMarked
package io.ecsharden.settings.docker;

import org.jspecify.annotations.NullMarked;
