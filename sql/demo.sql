-- demo.sql - the demo tenant: a shop with a small knowledge base.
--
-- psql [-v phone_number_id=106540352242922] -f sql/demo.sql, as relevo_worker
-- or a superuser, after `relevo migrate`.  Safe to run again.

\set ON_ERROR_STOP 1
\if :{?phone_number_id}
\else
    \set phone_number_id 1065000000001
\endif

select core.tenant_add('demo', 'Demo shop', 'en') ->> 'tenant' as tenant
\gset
select core.account_add(:'tenant', 'webchat', 'demo', 'Demo chat');
select core.account_add(:'tenant', 'whatsapp', :'phone_number_id',
                        'Demo WhatsApp');

select core.kb_put(:'tenant', 'es', 'shop', $kb$[
    {"question": "¿Cuál es el horario de apertura de la tienda?",
     "answer": "Abrimos de lunes a sábado de 9:00 a 20:00 y los domingos de 10:00 a 14:00."},
    {"question": "¿A qué hora abren y a qué hora cierran?",
     "answer": "Abrimos de lunes a sábado de 9:00 a 20:00 y los domingos de 10:00 a 14:00."},
    {"question": "¿Cuánto tarda el envío o la entrega de un pedido?",
     "answer": "La entrega tarda de 2 a 4 días laborables. Los envíos urgentes llegan en 24 horas."},
    {"question": "¿Cuánto cuesta el envío?",
     "answer": "El envío cuesta 4,90 € y es gratis a partir de 50 €."},
    {"question": "¿Cómo devuelvo un producto? Devolución, devoluciones y reembolso",
     "answer": "Puede devolver cualquier producto en 30 días. Recibirá el reembolso en 5 días laborables."},
    {"question": "¿Qué formas de pago aceptan? ¿Puedo pagar con tarjeta?",
     "answer": "Aceptamos tarjeta, PayPal, transferencia y pago contra reembolso."},
    {"question": "¿Dónde está mi pedido? Estado y seguimiento del pedido",
     "answer": "Encontrará el estado de su pedido con el enlace de seguimiento que le enviamos por correo."},
    {"question": "¿Cómo puedo cambiar o cancelar mi pedido?",
     "answer": "Puede cambiar o cancelar su pedido durante las dos horas siguientes a la compra, en Mi cuenta."},
    {"question": "¿Cómo contacto con ustedes? Teléfono, correo y dirección",
     "answer": "Escríbanos a hola@demo.example o llame al 900 123 456. Estamos en la calle Mayor 1."},
    {"question": "¿Qué garantía tienen los productos?",
     "answer": "Todos los productos tienen tres años de garantía."},
    {"question": "¿Hacen envíos internacionales a otros países?",
     "answer": "Enviamos a toda la Unión Europea. Fuera de ella, escríbanos y lo vemos."},
    {"question": "¿Puedo pedir una factura?",
     "answer": "La factura se descarga en Mi cuenta, en la página de cada pedido."}
]$kb$);

select core.kb_put(:'tenant', 'en', 'shop', $kb$[
    {"question": "What are your opening hours? When is the shop open and when does it close?",
     "answer": "We are open Monday to Saturday from 9:00 to 20:00 and on Sundays from 10:00 to 14:00."},
    {"question": "How long does delivery or shipping take?",
     "answer": "Delivery takes 2 to 4 working days. Express orders arrive within 24 hours."},
    {"question": "How much does delivery or shipping cost?",
     "answer": "Delivery costs 4.90 € and is free from 50 €."},
    {"question": "How can I return a product? Returns and refunds",
     "answer": "You can return any product within 30 days. The refund arrives within 5 working days."},
    {"question": "Which payment methods do you accept? Can I pay by card?",
     "answer": "We accept cards, PayPal, bank transfer and cash on delivery."},
    {"question": "Where is my order? Order status and tracking",
     "answer": "You find the status of your order with the tracking link we sent by e-mail."},
    {"question": "How can I change or cancel my order?",
     "answer": "You can change or cancel an order within two hours of buying, in My account."},
    {"question": "How can I contact you? Phone, e-mail and address",
     "answer": "Write to hello@demo.example or call 900 123 456. We are at 1 Main Street."},
    {"question": "What warranty or guarantee do the products have?",
     "answer": "All products have a three-year warranty."},
    {"question": "Do you ship internationally to other countries?",
     "answer": "We ship to the whole European Union. Beyond it, write to us and we will see."},
    {"question": "Can I have an invoice?",
     "answer": "You can download the invoice in My account, on the page of each order."}
]$kb$);

select core.kb_put(:'tenant', 'pt', 'shop', $kb$[
    {"question": "Qual é o horário de abertura da loja? A que horas abrem e fecham?",
     "answer": "Abrimos de segunda a sábado das 9h às 20h e aos domingos das 10h às 14h."},
    {"question": "Quanto tempo demora a entrega ou o envio?",
     "answer": "A entrega demora de 2 a 4 dias úteis. Os envios expressos chegam em 24 horas."},
    {"question": "Quanto custa a entrega, o envio ou o frete?",
     "answer": "A entrega custa 4,90 € e é grátis a partir de 50 €."},
    {"question": "Como devolvo um produto? Devolução, devoluções e reembolso",
     "answer": "Pode devolver qualquer produto em 30 dias. O reembolso chega em 5 dias úteis."},
    {"question": "Quais são as formas de pagamento? Posso pagar com cartão?",
     "answer": "Aceitamos cartão, PayPal, transferência e pagamento na entrega."},
    {"question": "Onde está o meu pedido ou encomenda? Estado e rastreamento do pedido",
     "answer": "Encontra o estado do seu pedido na ligação de rastreamento que enviámos por e-mail."},
    {"question": "Como posso alterar ou cancelar o meu pedido?",
     "answer": "Pode alterar ou cancelar o pedido nas duas horas seguintes à compra, em A minha conta."},
    {"question": "Como entro em contacto? Telefone, e-mail e endereço",
     "answer": "Escreva para ola@demo.example ou ligue para 900 123 456. Estamos na Rua Principal 1."},
    {"question": "Qual é a garantia dos produtos?",
     "answer": "Todos os produtos têm três anos de garantia."},
    {"question": "Fazem envios internacionais para outros países?",
     "answer": "Enviamos para toda a União Europeia. Fora dela, escreva-nos."},
    {"question": "Posso pedir uma fatura?",
     "answer": "A fatura pode ser descarregada em A minha conta, na página de cada pedido."}
]$kb$);

select core.kb_put(:'tenant', 'fr', 'shop', $kb$[
    {"question": "Quels sont vos horaires d'ouverture ? À quelle heure le magasin ouvre et ferme ?",
     "answer": "Nous sommes ouverts du lundi au samedi de 9 h à 20 h et le dimanche de 10 h à 14 h."},
    {"question": "Quel est le délai de livraison ? Combien de temps prend la livraison ?",
     "answer": "La livraison prend 2 à 4 jours ouvrés. Les envois express arrivent en 24 heures."},
    {"question": "Combien coûte la livraison ? Frais de port",
     "answer": "La livraison coûte 4,90 € et elle est gratuite à partir de 50 €."},
    {"question": "Comment retourner un produit ? Retours et remboursement",
     "answer": "Vous pouvez retourner tout produit sous 30 jours. Le remboursement arrive en 5 jours ouvrés."},
    {"question": "Quels moyens de paiement acceptez-vous ? Puis-je payer par carte ?",
     "answer": "Nous acceptons la carte, PayPal, le virement et le paiement à la livraison."},
    {"question": "Où est ma commande ? Statut et suivi de la commande",
     "answer": "Vous trouvez le statut de votre commande avec le lien de suivi envoyé par e-mail."},
    {"question": "Comment modifier ou annuler ma commande ?",
     "answer": "Vous pouvez modifier ou annuler une commande dans les deux heures, dans Mon compte."},
    {"question": "Comment vous contacter ? Téléphone, e-mail et adresse",
     "answer": "Écrivez à bonjour@demo.example ou appelez le 900 123 456. Nous sommes au 1, rue Principale."},
    {"question": "Quelle est la garantie des produits ?",
     "answer": "Tous les produits ont une garantie de trois ans."},
    {"question": "Livrez-vous à l'international, dans d'autres pays ?",
     "answer": "Nous livrons dans toute l'Union européenne. Au-delà, écrivez-nous."},
    {"question": "Puis-je avoir une facture ?",
     "answer": "La facture se télécharge dans Mon compte, sur la page de chaque commande."}
]$kb$);

select core.kb_put(:'tenant', 'it', 'shop', $kb$[
    {"question": "Quali sono gli orari di apertura del negozio? A che ora aprite e chiudete?",
     "answer": "Siamo aperti dal lunedì al sabato dalle 9 alle 20 e la domenica dalle 10 alle 14."},
    {"question": "Quanto tempo ci vuole per la consegna o la spedizione?",
     "answer": "La consegna richiede da 2 a 4 giorni lavorativi. Le spedizioni urgenti arrivano in 24 ore."},
    {"question": "Quanto costa la spedizione o la consegna?",
     "answer": "La spedizione costa 4,90 € ed è gratuita da 50 €."},
    {"question": "Come posso restituire un prodotto? Reso, resi e rimborso",
     "answer": "Può restituire ogni prodotto entro 30 giorni. Il rimborso arriva in 5 giorni lavorativi."},
    {"question": "Quali metodi di pagamento accettate? Posso pagare con carta?",
     "answer": "Accettiamo carta, PayPal, bonifico e pagamento alla consegna."},
    {"question": "Dov'è il mio ordine? Stato e tracciamento dell'ordine",
     "answer": "Trova lo stato del suo ordine con il link di tracciamento inviato per e-mail."},
    {"question": "Come posso modificare o annullare il mio ordine?",
     "answer": "Può modificare o annullare un ordine entro due ore dall'acquisto, in Il mio account."},
    {"question": "Come posso contattarvi? Telefono, e-mail e indirizzo",
     "answer": "Scriva a ciao@demo.example o chiami il 900 123 456. Siamo in via Principale 1."},
    {"question": "Che garanzia hanno i prodotti?",
     "answer": "Tutti i prodotti hanno tre anni di garanzia."},
    {"question": "Spedite all'estero, in altri paesi?",
     "answer": "Spediamo in tutta l'Unione europea. Fuori, ci scriva."},
    {"question": "Posso avere una fattura?",
     "answer": "La fattura si scarica in Il mio account, nella pagina di ogni ordine."}
]$kb$);
