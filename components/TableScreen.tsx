import {FleetTable} from './FleetTable.js';
import {Footer} from './Footer.js';
import {Header} from './Header.js';
import {Message} from './Message.js';
import {OperationsPane} from './OperationsPane.js';
import {Preview} from './Preview.js';
import type {ScreenProps} from './props.js';
import {Strip} from './Strip.js';

/** The fleet: header, table, panes about the machine under the cursor and the operations, message, footer. */
export function TableScreen(props: ScreenProps) {
  return (
    <>
      <Header {...props} />
      <FleetTable {...props} />
      <Preview {...props} />
      <Strip {...props} />
      <OperationsPane {...props} />
      <Message {...props} />
      <Footer {...props} />
    </>
  );
}
