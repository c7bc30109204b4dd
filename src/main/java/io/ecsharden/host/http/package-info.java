/** As much of HTTP/1.1 as Docker and the agent speak to a program on their own machine. */
@NullMarked
package io.ecsharden.host.http;

import org.jspecify.annotations.NullMarked;
