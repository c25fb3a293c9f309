import { groovy } from './common.ts';

export const findPartner = groovy(
  'FindPartner.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import com.sap.it.api.ITApiFactory
import com.sap.it.api.pd.PartnerDirectoryService

/** Finds the partner of the AS2 identity and takes its parameters from the partner directory. */
def Message processData(Message message) {
    def service = ITApiFactory.getApi(PartnerDirectoryService.class, null)
    if (service == null) {
        throw new IllegalStateException('The partner directory is not available')
    }
    def as2Id = message.getHeader('AS2-From', String)
    def partner = service.getPartnerId('AS2', 'Identity', as2Id)
    if (!partner) {
        throw new IllegalArgumentException("No partner has the AS2 identity '\${as2Id}'")
    }
    message.setProperty('Partner', partner)
    ['Standard', 'OrderAddress', 'TestIndicator'].each { name ->
        message.setProperty(name, service.getParameter(name, partner, String.class))
    }
    return message
}
`,
);

export const controlNumber = groovy(
  'NextControlNumber.groovy',
  `import com.sap.gateway.ip.core.customdev.util.Message
import com.sap.it.api.ITApiFactory
import com.sap.it.api.nrc.NumberRangeConfigurationService

/** Interchange control number of the acknowledgement. */
def Message processData(Message message) {
    def service = ITApiFactory.getApi(NumberRangeConfigurationService.class, null)
    def number = service.getNextValuefromNumberRange('NWO_CONTRL', null)
    message.setProperty('ControlNumber', number)
    messageLogFactory.getMessageLog(message)?.addCustomHeaderProperty('ControlNumber', number)
    return message
}
`,
);
