import type {ReactNode} from 'react';
import {Footer} from '../Footer.js';
import {Header} from '../Header.js';
import {Message} from '../Message.js';
import type {ScreenProps} from '../props.js';

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
