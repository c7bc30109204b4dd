/** What only the build of the native image sees. */
package io.ecsharden.image;
