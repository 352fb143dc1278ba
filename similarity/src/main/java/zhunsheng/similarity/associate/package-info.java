/** What a declaration needs that exists already, and what it can be measured by. */
@NullMarked
package zhunsheng.similarity.associate;

import org.jspecify.annotations.NullMarked;
