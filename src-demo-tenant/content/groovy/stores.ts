import { groovy } from './common.ts';

export const readClosing = groovy(
  'ReadClosing.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import example.nordwind.pos.ClosingReader

/** The reader comes with the till software; it must be added as an archive. */
def Message processData(Message message) {
    def closing = new ClosingReader().read(message.getBody(InputStream))
    message.setProperty('Store', closing.store)
    message.setProperty('Difference', closing.counted - closing.expected)
    message.setBody(closing.toXml())
    return message
}
`,
);
