import { groovy } from './common.ts';

export const takeAttachment = groovy(
  'TakeFirstAttachment.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message

/** Makes the first XML or PDF attachment of a mail the body of the message. */
def Message processData(Message message) {
    def attachments = message.getAttachments()
    def wanted = attachments.find { name, handler ->
        handler.contentType?.toLowerCase() ==~ /(application|text)\\/(xml|pdf).*/
    }
    if (wanted == null) {
        throw new IllegalStateException("The mail has \${attachments.size()} attachments, none of them XML or PDF")
    }
    message.setProperty('AttachmentName', wanted.key)
    message.setProperty('AttachmentType', wanted.value.contentType.split(';')[0].trim())
    message.setBody(wanted.value.content)
    return message
}
`,
);
