/**
 * What business day it is: the machine's, or in a demonstration the chosen one, which can be moved
 * forward.
 */
@ApplicationModule(allowedDependencies = {"identity", "problem"})
@NullMarked
package zhunsheng.server.day;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
