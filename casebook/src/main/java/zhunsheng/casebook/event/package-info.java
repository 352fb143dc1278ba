/** Events as they are stored: their JSON, their hash chain, append and load. */
@NullMarked
package zhunsheng.casebook.event;

import org.jspecify.annotations.NullMarked;
