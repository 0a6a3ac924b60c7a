import type {ScreenProps} from '../controls/props.js';
import {FleetTable} from '../panes/FleetTable.js';
import {Footer} from '../panes/Footer.js';
import {Header} from '../panes/Header.js';
import {Message} from '../panes/Message.js';
import {OperationsPane} from '../panes/OperationsPane.js';
import {Preview} from '../panes/Preview.js';
import {Strip} from '../panes/Strip.js';

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
