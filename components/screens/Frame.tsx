import type {ReactNode} from 'react';
import type {ScreenProps} from '../controls/props.js';
import {Footer} from '../panes/Footer.js';
import {Header} from '../panes/Header.js';
import {Message} from '../panes/Message.js';

interface FrameProps extends ScreenProps {
  /** Fills the rectangle between header and message. */
  readonly children: ReactNode;
}

/** A whole screen: header, what is between, message, footer. */
export function Frame({store, canvas, children}: FrameProps) {
  return (
    <>
      <Header store={store} canvas={canvas} />
      {children}
      <Message store={store} canvas={canvas} />
      <Footer store={store} canvas={canvas} />
    </>
  );
}
