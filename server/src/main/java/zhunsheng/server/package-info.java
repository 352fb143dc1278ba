/** The running system: HTTP, identity, jobs and the command line around the casebook. */
@NullMarked
package zhunsheng.server;

import org.jspecify.annotations.NullMarked;
