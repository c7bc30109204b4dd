package io.ecsharden.machine;

/**
 * The new content of a file.
 *
 * @param bytes the content; must not be modified
 * @param mode its permission bits
 * @param uid its owner
 * @param gid its group
 */
public record NewContent(byte[] bytes, int mode, int uid, int gid) {}
