/**
 * What only the native image's builder runs: the order of the image's heap, and replacements for
 * methods in the executable. The product's classes do not know this package.
 */
@NullMarked
package io.ecsharden.image;

import org.jspecify.annotations.NullMarked;
