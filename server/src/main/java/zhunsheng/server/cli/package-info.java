/** The command line: parses what the launcher hands over and starts what was asked for. */
@NullMarked
package zhunsheng.server.cli;

import org.jspecify.annotations.NullMarked;
