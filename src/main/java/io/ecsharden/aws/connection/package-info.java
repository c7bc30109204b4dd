/** How AWS is reached: identity, credentials, proxies and TLS. */
@NullMarked
package io.ecsharden.aws.connection;

import org.jspecify.annotations.NullMarked;
