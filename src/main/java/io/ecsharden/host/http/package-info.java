/** As much of HTTP/1.1 as Docker's and the agent's local APIs need. */
@NullMarked
package io.ecsharden.host.http;

import org.jspecify.annotations.NullMarked;
