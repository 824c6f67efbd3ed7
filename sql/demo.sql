select core.tenant_add('demo', 'Demo', 'es');
select core.account_add(tenant_id, 'whatsapp', '1065000000001', 'Demo') from core.tenant where slug = 'demo';
select core.account_add(tenant_id, 'webchat', 'demo', 'Demo') from core.tenant where slug = 'demo';
