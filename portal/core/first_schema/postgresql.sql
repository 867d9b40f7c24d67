SET LOCAL check_function_bodies = false;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE FUNCTION public.cms_legal_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN RAISE EXCEPTION 'a legal text that was published does not change' USING ERRCODE = 'check_violation'; END $$;
CREATE FUNCTION public.cms_legaltext_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM cms_legalversion v WHERE v.id = NEW.version_id AND v.number IS NOT NULL) THEN
                RAISE EXCEPTION 'a legal text that was published does not change' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;
CREATE FUNCTION public.community_steward_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM community_community WHERE id = OLD.community_id) AND NOT EXISTS (
                SELECT 1 FROM community_communitymember
                WHERE community_id = OLD.community_id AND role = 'steward' AND state = 'active'
            ) THEN
                RAISE EXCEPTION 'a community keeps a steward' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.consultations_chain_gone() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM consultations_room WHERE id = OLD.room_id) THEN
                RAISE EXCEPTION 'a transcript is only added to' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.consultations_chain_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN RAISE EXCEPTION 'a transcript is only added to' USING ERRCODE = 'check_violation'; END $$;
CREATE FUNCTION public.consultations_looks_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN RAISE EXCEPTION 'the log of looks at reported consultations is only added to' USING ERRCODE = 'check_violation'; END $$;
CREATE FUNCTION public.trade_change_adds_up() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF TG_OP = 'DELETE' THEN IF EXISTS (SELECT 1 FROM trade_pledge p WHERE p.id = OLD.pledge_id AND p.quantity <> (SELECT coalesce(sum(c.delta), 0) FROM trade_pledgechange c WHERE c.pledge_id = p.id)) THEN RAISE EXCEPTION 'the pledges of a joint purchase do not add up' USING ERRCODE = 'check_violation'; END IF; ELSE IF EXISTS (SELECT 1 FROM trade_pledge p WHERE p.id = NEW.pledge_id AND p.quantity <> (SELECT coalesce(sum(c.delta), 0) FROM trade_pledgechange c WHERE c.pledge_id = p.id)) THEN RAISE EXCEPTION 'the pledges of a joint purchase do not add up' USING ERRCODE = 'check_violation'; END IF; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.trade_change_in_time() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NOT EXISTS (SELECT 1 FROM trade_pledge p JOIN trade_purchaseround r ON r.id = p.round_id WHERE p.id = NEW.pledge_id AND r.state IN ('open', 'reached')) THEN RAISE EXCEPTION 'this joint purchase takes no pledges' USING ERRCODE = 'check_violation'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.trade_change_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.pledge_id IS DISTINCT FROM OLD.pledge_id OR NEW.number <> OLD.number OR NEW.key <> OLD.key OR NEW.delta <> OLD.delta OR NEW.quantity <> OLD.quantity THEN RAISE EXCEPTION 'a change of a pledge is never changed' USING ERRCODE = 'check_violation'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.trade_entry_balances() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM trade_posting p WHERE p.id = OLD.posting_id AND (NOT p.is_sealed
        OR p.size <> (SELECT count(*) FROM trade_ledgerentry e WHERE e.posting_id = OLD.posting_id) OR EXISTS (SELECT 1 FROM trade_ledgerentry e WHERE e.posting_id = OLD.posting_id GROUP BY e.currency HAVING sum(e.amount) <> 0))) THEN RAISE EXCEPTION 'a posting does not sum to zero' USING ERRCODE = 'check_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.trade_entry_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF true THEN RAISE EXCEPTION 'what is posted does not change' USING ERRCODE = 'check_violation'; END IF; END $$;
CREATE FUNCTION public.trade_entry_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM trade_posting p WHERE p.is_sealed AND p.id = NEW.posting_id) THEN RAISE EXCEPTION 'what is posted does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.trade_instalment_adds_up() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN IF EXISTS (SELECT 1 FROM trade_paymentschedule s WHERE s.order_id = OLD.order_id AND s.total <>
    (SELECT coalesce(sum(i.amount), 0) FROM trade_instalment i WHERE i.order_id = OLD.order_id AND i.state <> 'waived')) THEN RAISE EXCEPTION 'the instalments of an order do not add up' USING ERRCODE = 'check_violation'; END IF; END IF;
            IF TG_OP <> 'DELETE' THEN IF EXISTS (SELECT 1 FROM trade_paymentschedule s WHERE s.order_id = NEW.order_id AND s.total <>
    (SELECT coalesce(sum(i.amount), 0) FROM trade_instalment i WHERE i.order_id = NEW.order_id AND i.state <> 'waived')) THEN RAISE EXCEPTION 'the instalments of an order do not add up' USING ERRCODE = 'check_violation'; END IF; END IF;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.trade_invoice_is_issued(bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $_$
        SELECT EXISTS (SELECT 1 FROM trade_invoice i WHERE i.state = 'issued' AND i.id = $1) $_$;
CREATE FUNCTION public.trade_invoice_part_sealed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            IF trade_invoice_is_issued(NEW.invoice_id)
                OR (TG_OP = 'UPDATE' AND trade_invoice_is_issued(OLD.invoice_id)) THEN
                RAISE EXCEPTION 'an issued invoice does not change' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;
CREATE FUNCTION public.trade_invoice_sealed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN RAISE EXCEPTION 'an issued invoice does not change' USING ERRCODE = 'check_violation'; END $$;
CREATE FUNCTION public.trade_invoice_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM trade_order WHERE id = OLD.order_id) THEN
                    RAISE EXCEPTION 'an issued invoice does not change' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$;
CREATE FUNCTION public.trade_invoiceline_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM trade_invoice WHERE id = OLD.invoice_id) THEN
                    RAISE EXCEPTION 'an issued invoice does not change' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$;
CREATE FUNCTION public.trade_invoicetax_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM trade_invoice WHERE id = OLD.invoice_id) THEN
                    RAISE EXCEPTION 'an issued invoice does not change' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$;
CREATE FUNCTION public.trade_is_handed_in(bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $_$
        SELECT EXISTS (SELECT 1 FROM trade_quotationversion v WHERE v.submitted_at IS NOT NULL AND v.id = $1) $_$;
CREATE FUNCTION public.trade_line_is_handed_in(bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $_$
        SELECT EXISTS (SELECT 1 FROM trade_quotationline l WHERE trade_is_handed_in(l.version_id) AND l.id = $1) $_$;
CREATE FUNCTION public.trade_line_sealed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM trade_quotationversion v WHERE v.id = NEW.version_id AND v.submitted_at IS NOT NULL) THEN
                RAISE EXCEPTION 'a version that was handed in does not change' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;
CREATE FUNCTION public.trade_pledge_adds_up() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF TG_OP <> 'INSERT' THEN IF EXISTS (SELECT 1 FROM trade_purchaseround r WHERE r.id = OLD.round_id AND r.total <> (SELECT coalesce(sum(p.quantity), 0) FROM trade_pledge p WHERE p.round_id = r.id)) THEN RAISE EXCEPTION 'the pledges of a joint purchase do not add up' USING ERRCODE = 'check_violation'; END IF; END IF; IF TG_OP <> 'DELETE' THEN IF EXISTS (SELECT 1 FROM trade_purchaseround r WHERE r.id = NEW.round_id AND r.total <> (SELECT coalesce(sum(p.quantity), 0) FROM trade_pledge p WHERE p.round_id = r.id)) THEN RAISE EXCEPTION 'the pledges of a joint purchase do not add up' USING ERRCODE = 'check_violation'; END IF;IF EXISTS (SELECT 1 FROM trade_pledge p WHERE p.id = NEW.id AND p.quantity <> (SELECT coalesce(sum(c.delta), 0) FROM trade_pledgechange c WHERE c.pledge_id = p.id)) THEN RAISE EXCEPTION 'the pledges of a joint purchase do not add up' USING ERRCODE = 'check_violation'; END IF; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.trade_poolline_adds_up() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN IF EXISTS (SELECT 1 FROM trade_poolline l WHERE l.id = NEW.id AND l.promised <>
    (SELECT coalesce(sum(p.quantity), 0) FROM trade_poolpart p WHERE p.line_id = l.id)) THEN RAISE EXCEPTION 'the promises of a pooled answer do not add up' USING ERRCODE = 'check_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.trade_poolpart_adds_up() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN IF EXISTS (SELECT 1 FROM trade_poolline l WHERE l.id = OLD.line_id AND l.promised <>
    (SELECT coalesce(sum(p.quantity), 0) FROM trade_poolpart p WHERE p.line_id = l.id)) THEN RAISE EXCEPTION 'the promises of a pooled answer do not add up' USING ERRCODE = 'check_violation'; END IF; END IF;
            IF TG_OP <> 'DELETE' THEN IF EXISTS (SELECT 1 FROM trade_poolline l WHERE l.id = NEW.line_id AND l.promised <>
    (SELECT coalesce(sum(p.quantity), 0) FROM trade_poolpart p WHERE p.line_id = l.id)) THEN RAISE EXCEPTION 'the promises of a pooled answer do not add up' USING ERRCODE = 'check_violation'; END IF; END IF;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.trade_posting_balances() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM trade_posting p WHERE p.id = NEW.id AND (NOT p.is_sealed
        OR p.size <> (SELECT count(*) FROM trade_ledgerentry e WHERE e.posting_id = NEW.id) OR EXISTS (SELECT 1 FROM trade_ledgerentry e WHERE e.posting_id = NEW.id GROUP BY e.currency HAVING sum(e.amount) <> 0))) THEN RAISE EXCEPTION 'a posting does not sum to zero' USING ERRCODE = 'check_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.trade_posting_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.is_sealed AND NOT NEW.is_sealed OR NEW.key IS DISTINCT FROM OLD.key OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.order_id IS DISTINCT FROM OLD.order_id OR NEW.text IS DISTINCT FROM OLD.text OR NEW.day IS DISTINCT FROM OLD.day OR NEW.size IS DISTINCT FROM OLD.size OR NEW.created_at IS DISTINCT FROM OLD.created_at THEN RAISE EXCEPTION 'what is posted does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.trade_posting_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM trade_order WHERE id = OLD.order_id) THEN RAISE EXCEPTION 'what is posted does not change' USING ERRCODE = 'check_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.trade_quotationdocument_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM trade_quotationversion WHERE id = OLD.version_id) THEN
                    RAISE EXCEPTION 'a version that was handed in does not change' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$;
CREATE FUNCTION public.trade_quotationline_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM trade_quotationversion WHERE id = OLD.version_id) THEN
                    RAISE EXCEPTION 'a version that was handed in does not change' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$;
CREATE FUNCTION public.trade_quotationtier_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM trade_quotationline WHERE id = OLD.line_id) THEN
                    RAISE EXCEPTION 'a version that was handed in does not change' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$;
CREATE FUNCTION public.trade_quotationversion_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM trade_quotation WHERE id = OLD.quotation_id) THEN
                    RAISE EXCEPTION 'a version that was handed in does not change' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            END $$;
CREATE FUNCTION public.trade_round_adds_up() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM trade_purchaseround r WHERE r.id = NEW.id AND r.total <> (SELECT coalesce(sum(p.quantity), 0) FROM trade_pledge p WHERE p.round_id = r.id)) THEN RAISE EXCEPTION 'the pledges of a joint purchase do not add up' USING ERRCODE = 'check_violation'; END IF;IF EXISTS (SELECT 1 FROM trade_purchaseround r, LATERAL (
    SELECT count(*) AS n, sum(s.amount) AS amount, sum(s.quantity) AS quantity
    FROM trade_split s WHERE s.round_id = r.id) s
    WHERE r.id = NEW.id AND s.n > 0 AND (s.amount IS DISTINCT FROM r.order_amount OR s.quantity <> r.total)) THEN RAISE EXCEPTION 'the shares of a joint purchase do not add up' USING ERRCODE = 'check_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.trade_schedule_adds_up() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN IF EXISTS (SELECT 1 FROM trade_paymentschedule s WHERE s.order_id = NEW.order_id AND s.total <>
    (SELECT coalesce(sum(i.amount), 0) FROM trade_instalment i WHERE i.order_id = NEW.order_id AND i.state <> 'waived')) THEN RAISE EXCEPTION 'the instalments of an order do not add up' USING ERRCODE = 'check_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.trade_sealed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN RAISE EXCEPTION 'a version that was handed in does not change' USING ERRCODE = 'check_violation'; END $$;
CREATE FUNCTION public.trade_split_adds_up() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF TG_OP = 'DELETE' THEN IF EXISTS (SELECT 1 FROM trade_purchaseround r, LATERAL (
    SELECT count(*) AS n, sum(s.amount) AS amount, sum(s.quantity) AS quantity
    FROM trade_split s WHERE s.round_id = r.id) s
    WHERE r.id = OLD.round_id AND s.n > 0 AND (s.amount IS DISTINCT FROM r.order_amount OR s.quantity <> r.total)) THEN RAISE EXCEPTION 'the shares of a joint purchase do not add up' USING ERRCODE = 'check_violation'; END IF; ELSE IF EXISTS (SELECT 1 FROM trade_purchaseround r, LATERAL (
    SELECT count(*) AS n, sum(s.amount) AS amount, sum(s.quantity) AS quantity
    FROM trade_split s WHERE s.round_id = r.id) s
    WHERE r.id = NEW.round_id AND s.n > 0 AND (s.amount IS DISTINCT FROM r.order_amount OR s.quantity <> r.total)) THEN RAISE EXCEPTION 'the shares of a joint purchase do not add up' USING ERRCODE = 'check_violation'; END IF; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.trade_terms_fixed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (NEW.currency IS DISTINCT FROM OLD.currency OR NEW.unit IS DISTINCT FROM OLD.unit OR NEW.minimum IS DISTINCT FROM OLD.minimum OR NEW.maximum IS DISTINCT FROM OLD.maximum OR NEW.each_min IS DISTINCT FROM OLD.each_min OR NEW.each_max IS DISTINCT FROM OLD.each_max OR NEW.multiple IS DISTINCT FROM OLD.multiple OR NEW.free_hours IS DISTINCT FROM OLD.free_hours OR NEW.community_id IS DISTINCT FROM OLD.community_id) AND EXISTS (SELECT 1 FROM trade_pledge p WHERE p.version > 0 AND p.round_id = NEW.id) THEN RAISE EXCEPTION 'prices and terms of a joint purchase do not change once somebody has pledged' USING ERRCODE = 'check_violation'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.trade_tier_fixed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM trade_pledge p WHERE p.version > 0 AND p.round_id = NEW.round_id) THEN RAISE EXCEPTION 'prices and terms of a joint purchase do not change once somebody has pledged' USING ERRCODE = 'check_violation'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.trade_tier_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM trade_pledge p WHERE p.version > 0 AND p.round_id = OLD.round_id) THEN RAISE EXCEPTION 'prices and terms of a joint purchase do not change once somebody has pledged' USING ERRCODE = 'check_violation'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.trade_tiers_fall() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM trade_roundtier a JOIN trade_roundtier b ON a.round_id = b.round_id
    WHERE a.round_id = NEW.round_id AND a.quantity < b.quantity AND a.amount <= b.amount) THEN RAISE EXCEPTION 'the prices of a joint purchase must fall' USING ERRCODE = 'check_violation'; END IF; RETURN NULL; END $$;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_attribute (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    kind character varying(12) NOT NULL,
    names jsonb NOT NULL,
    others jsonb NOT NULL,
    choices jsonb NOT NULL,
    parts jsonb NOT NULL,
    unit character varying(12) NOT NULL,
    unit_code character varying(3) NOT NULL,
    low double precision,
    high double precision
);
ALTER TABLE public.catalog_attribute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_attribute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_cataloguechange (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    kind character varying(10) NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    company_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT catalog_cataloguechange_number_check CHECK ((number >= 0))
);
ALTER TABLE public.catalog_cataloguechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_cataloguechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_cataloguestep (
    id bigint NOT NULL,
    rows jsonb NOT NULL,
    change_id bigint NOT NULL
);
ALTER TABLE public.catalog_cataloguestep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_cataloguestep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_category (
    id bigint NOT NULL,
    slug character varying(60) NOT NULL,
    path character varying(200) NOT NULL,
    level smallint NOT NULL,
    "position" smallint NOT NULL,
    names jsonb NOT NULL,
    words jsonb NOT NULL,
    hs jsonb NOT NULL,
    parent_id bigint,
    former_words jsonb NOT NULL,
    is_merged boolean NOT NULL,
    set_by_staff jsonb NOT NULL,
    CONSTRAINT catalog_category_level_check CHECK ((level >= 0)),
    CONSTRAINT catalog_category_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.catalog_category ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_category_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_categoryalias (
    id bigint NOT NULL,
    slug character varying(60) NOT NULL,
    category_id bigint NOT NULL
);
ALTER TABLE public.catalog_categoryalias ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_categoryalias_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_categoryattribute (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    attribute_id bigint NOT NULL,
    category_id bigint NOT NULL,
    CONSTRAINT catalog_categoryattribute_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.catalog_categoryattribute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_categoryattribute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_categorymerge (
    id bigint NOT NULL,
    merged_at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    moved jsonb NOT NULL,
    children jsonb NOT NULL,
    aliases jsonb NOT NULL,
    asks jsonb NOT NULL,
    words jsonb NOT NULL,
    by_id bigint,
    category_id bigint NOT NULL,
    into_id bigint NOT NULL
);
ALTER TABLE public.catalog_categorymerge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_categorymerge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_editordraft (
    id bigint NOT NULL,
    data jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    product_id bigint,
    user_id bigint NOT NULL
);
ALTER TABLE public.catalog_editordraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_editordraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_hstext (
    id bigint NOT NULL,
    code character varying(6) NOT NULL,
    language character varying(10) NOT NULL,
    text text NOT NULL
);
ALTER TABLE public.catalog_hstext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_hstext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_importpicture (
    id bigint NOT NULL,
    sku character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    place smallint NOT NULL,
    alt text NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT catalog_importpicture_place_check CHECK ((place >= 0))
);
ALTER TABLE public.catalog_importpicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_importpicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_importproblem (
    id bigint NOT NULL,
    "row" integer NOT NULL,
    sku character varying(64) NOT NULL,
    "column" character varying(120) NOT NULL,
    code character varying(24) NOT NULL,
    params jsonb NOT NULL,
    is_refusal boolean NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT catalog_importproblem_row_check CHECK (("row" >= 0))
);
ALTER TABLE public.catalog_importproblem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_importproblem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_importrun (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    file character varying(100) NOT NULL,
    file_name character varying(200) NOT NULL,
    state character varying(8) NOT NULL,
    is_dry_run boolean NOT NULL,
    rows integer NOT NULL,
    created integer NOT NULL,
    updated integer NOT NULL,
    unchanged integer NOT NULL,
    refused integer NOT NULL,
    warned integer NOT NULL,
    problem text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    company_id bigint NOT NULL,
    user_id bigint,
    currency character varying(3) NOT NULL,
    digest character varying(64) NOT NULL,
    language character varying(8) NOT NULL,
    mapping jsonb NOT NULL,
    percent smallint NOT NULL,
    "position" integer NOT NULL,
    publishes boolean NOT NULL,
    held integer NOT NULL,
    archive character varying(100) NOT NULL,
    archive_name character varying(200) NOT NULL,
    is_read boolean NOT NULL,
    is_remembered boolean NOT NULL,
    picture_position integer NOT NULL,
    pictures integer NOT NULL,
    pictures_added integer NOT NULL,
    pictures_known integer NOT NULL,
    pictures_refused integer NOT NULL,
    CONSTRAINT catalog_importrun_created_check CHECK ((created >= 0)),
    CONSTRAINT catalog_importrun_held_check CHECK ((held >= 0)),
    CONSTRAINT catalog_importrun_percent_check CHECK ((percent >= 0)),
    CONSTRAINT catalog_importrun_picture_position_check CHECK ((picture_position >= 0)),
    CONSTRAINT catalog_importrun_pictures_added_check CHECK ((pictures_added >= 0)),
    CONSTRAINT catalog_importrun_pictures_check CHECK ((pictures >= 0)),
    CONSTRAINT catalog_importrun_pictures_known_check CHECK ((pictures_known >= 0)),
    CONSTRAINT catalog_importrun_pictures_refused_check CHECK ((pictures_refused >= 0)),
    CONSTRAINT catalog_importrun_position_check CHECK (("position" >= 0)),
    CONSTRAINT catalog_importrun_refused_check CHECK ((refused >= 0)),
    CONSTRAINT catalog_importrun_rows_check CHECK ((rows >= 0)),
    CONSTRAINT catalog_importrun_unchanged_check CHECK ((unchanged >= 0)),
    CONSTRAINT catalog_importrun_updated_check CHECK ((updated >= 0)),
    CONSTRAINT catalog_importrun_warned_check CHECK ((warned >= 0))
);
ALTER TABLE public.catalog_importrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_importrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_listingreview (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    state character varying(10) NOT NULL,
    is_first boolean NOT NULL,
    is_again boolean NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(12) NOT NULL,
    words text NOT NULL,
    mark character varying(32) NOT NULL,
    appeal_words text NOT NULL,
    appealed_at timestamp with time zone,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    appealed_by_id bigint,
    decided_by_id bigint,
    product_id bigint NOT NULL,
    submitted_by_id bigint,
    CONSTRAINT review_answer_to_appeal CHECK (((answered_at IS NULL) OR (appealed_at IS NOT NULL))),
    CONSTRAINT review_appeal_whole CHECK ((((appeal_words = ''::text) AND (appealed_at IS NULL)) OR ((appealed_at IS NOT NULL) AND (NOT (appeal_words = ''::text))))),
    CONSTRAINT review_decided_when CHECK ((((state)::text = ANY ((ARRAY['waiting'::character varying, 'withdrawn'::character varying])::text[])) OR (decided_at IS NOT NULL))),
    CONSTRAINT review_rejected_with_reason CHECK (((NOT ((state)::text = ANY ((ARRAY['rejected'::character varying, 'reversed'::character varying])::text[]))) OR (NOT ((reason)::text = ''::text))))
);
ALTER TABLE public.catalog_listingreview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_listingreview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_listingtrust (
    id bigint NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    by_id bigint,
    company_id bigint NOT NULL
);
ALTER TABLE public.catalog_listingtrust ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_listingtrust_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_pricetier (
    id bigint NOT NULL,
    min_quantity numeric(14,3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT price_not_negative CHECK ((amount >= (0)::numeric)),
    CONSTRAINT price_quantity_positive CHECK ((min_quantity > (0)::numeric))
);
ALTER TABLE public.catalog_pricetier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_pricetier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_printedcatalogue (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    selection jsonb NOT NULL,
    language character varying(8) NOT NULL,
    shows_prices boolean NOT NULL,
    fingerprint character varying(64) NOT NULL,
    state character varying(8) NOT NULL,
    products integer NOT NULL,
    "position" integer NOT NULL,
    pages integer NOT NULL,
    size bigint NOT NULL,
    file character varying(100) NOT NULL,
    problem text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    company_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT catalog_printedcatalogue_pages_check CHECK ((pages >= 0)),
    CONSTRAINT catalog_printedcatalogue_position_check CHECK (("position" >= 0)),
    CONSTRAINT catalog_printedcatalogue_products_check CHECK ((products >= 0)),
    CONSTRAINT catalog_printedcatalogue_size_check CHECK ((size >= 0)),
    CONSTRAINT printed_catalogue_has_file CHECK (((NOT ((state)::text = 'done'::text)) OR (NOT ((file)::text = ''::text))))
);
ALTER TABLE public.catalog_printedcatalogue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_printedcatalogue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_product (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    slug character varying(90) NOT NULL,
    sku character varying(64) NOT NULL,
    brand character varying(80) NOT NULL,
    model character varying(255) NOT NULL,
    gtin character varying(14) NOT NULL,
    hs_code character varying(12) NOT NULL,
    origin character varying(2) NOT NULL,
    language character varying(8) NOT NULL,
    unit character varying(3) NOT NULL,
    moq numeric(14,3) NOT NULL,
    incoterm character varying(3) NOT NULL,
    incoterm_place character varying(80) NOT NULL,
    lead_time_days smallint,
    attributes jsonb NOT NULL,
    tags jsonb NOT NULL,
    model_3d character varying(100) NOT NULL,
    state character varying(10) NOT NULL,
    published_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    category_id bigint NOT NULL,
    company_id bigint NOT NULL,
    packaging character varying(300) NOT NULL,
    payment_terms jsonb NOT NULL,
    price_currency character varying(3) NOT NULL,
    price_high numeric(18,4),
    price_low numeric(18,4),
    private_label character varying(6) NOT NULL,
    sample character varying(4) NOT NULL,
    sample_amount numeric(18,4),
    sample_currency character varying(3) NOT NULL,
    sample_days smallint,
    sample_freight character varying(8) NOT NULL,
    supply_capacity numeric(14,3),
    supply_period character varying(5) NOT NULL,
    video character varying(300) NOT NULL,
    confirmed_at timestamp with time zone,
    expires_at timestamp with time zone,
    axes jsonb NOT NULL,
    span jsonb NOT NULL,
    stock numeric(14,3),
    deleted_at timestamp with time zone,
    CONSTRAINT catalog_product_lead_time_days_check CHECK ((lead_time_days >= 0)),
    CONSTRAINT catalog_product_sample_days_check CHECK ((sample_days >= 0)),
    CONSTRAINT product_capacity_whole CHECK ((((supply_capacity IS NULL) AND ((supply_period)::text = ''::text)) OR ((supply_capacity > (0)::numeric) AND (NOT ((supply_period)::text = ''::text))))),
    CONSTRAINT product_has_sku CHECK ((NOT ((sku)::text = ''::text))),
    CONSTRAINT product_moq_positive CHECK ((moq > (0)::numeric)),
    CONSTRAINT product_price_range_whole CHECK (((((price_currency)::text = ''::text) AND (price_high IS NULL) AND (price_low IS NULL)) OR ((price_high >= price_low) AND (price_low >= (0)::numeric) AND (NOT ((price_currency)::text = ''::text))))),
    CONSTRAINT product_sample_price_whole CHECK ((((sample_amount IS NULL) AND ((sample_currency)::text = ''::text)) OR (((sample)::text = 'paid'::text) AND (sample_amount >= (0)::numeric) AND (NOT ((sample_currency)::text = ''::text))))),
    CONSTRAINT product_state_known CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'in_review'::character varying, 'published'::character varying, 'paused'::character varying, 'expired'::character varying, 'rejected'::character varying])::text[]))),
    CONSTRAINT product_stock_not_negative CHECK (((stock IS NULL) OR (stock >= (0)::numeric)))
);
ALTER TABLE public.catalog_product ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_productcertificate (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    file character varying(100) NOT NULL,
    size integer NOT NULL,
    "position" smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(120) NOT NULL,
    number character varying(60) NOT NULL,
    issuer character varying(120) NOT NULL,
    issued_on date,
    expires_on date,
    product_id bigint NOT NULL,
    CONSTRAINT catalog_productcertificate_position_check CHECK (("position" >= 0)),
    CONSTRAINT catalog_productcertificate_size_check CHECK ((size >= 0)),
    CONSTRAINT product_certificate_dates CHECK (((issued_on IS NULL) OR (expires_on IS NULL) OR (expires_on >= issued_on))),
    CONSTRAINT product_certificate_named CHECK (((NOT ((kind)::text = 'other'::text)) OR (NOT ((name)::text = ''::text))))
);
ALTER TABLE public.catalog_productcertificate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_productcertificate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_productdocument (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    file character varying(100) NOT NULL,
    size integer NOT NULL,
    "position" smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    title character varying(160) NOT NULL,
    language character varying(8) NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT catalog_productdocument_position_check CHECK (("position" >= 0)),
    CONSTRAINT catalog_productdocument_size_check CHECK ((size >= 0)),
    CONSTRAINT document_has_file CHECK ((NOT ((file)::text = ''::text))),
    CONSTRAINT document_has_title CHECK ((NOT ((title)::text = ''::text)))
);
ALTER TABLE public.catalog_productdocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_productdocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_productflag (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    code character varying(16) NOT NULL,
    terms jsonb NOT NULL,
    cleared_terms jsonb NOT NULL,
    figures jsonb NOT NULL,
    state character varying(8) NOT NULL,
    words text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_by_id bigint,
    product_id bigint NOT NULL,
    CONSTRAINT flag_of_goods_has_group CHECK (((NOT ((kind)::text = 'goods'::text)) OR (NOT ((code)::text = ''::text))))
);
ALTER TABLE public.catalog_productflag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_productflag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_productpicture (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    image character varying(100) NOT NULL,
    thumbnail character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    alt character varying(200) NOT NULL,
    product_id bigint NOT NULL,
    image_webp character varying(100) NOT NULL,
    thumbnail_webp character varying(100) NOT NULL,
    blur character varying(400) NOT NULL,
    image_avif character varying(100) NOT NULL,
    medium_avif character varying(100) NOT NULL,
    thumbnail_avif character varying(100) NOT NULL,
    source_digest character varying(64) NOT NULL,
    CONSTRAINT catalog_productpicture_height_check CHECK ((height >= 0)),
    CONSTRAINT catalog_productpicture_position_check CHECK (("position" >= 0)),
    CONSTRAINT catalog_productpicture_width_check CHECK ((width >= 0))
);
ALTER TABLE public.catalog_productpicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_productpicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_producttext (
    id bigint NOT NULL,
    language character varying(8) NOT NULL,
    title character varying(300) NOT NULL,
    description text NOT NULL,
    origin character varying(8) NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT product_text_has_title CHECK ((NOT ((title)::text = ''::text)))
);
ALTER TABLE public.catalog_producttext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_producttext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_relatedproduct (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    "position" smallint NOT NULL,
    other_id bigint NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT catalog_relatedproduct_position_check CHECK (("position" >= 0)),
    CONSTRAINT related_to_another CHECK ((NOT (product_id = other_id)))
);
ALTER TABLE public.catalog_relatedproduct ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_relatedproduct_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_report (
    id bigint NOT NULL,
    reason character varying(12) NOT NULL,
    note text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    case_id bigint NOT NULL,
    CONSTRAINT report_of_other_with_note CHECK (((NOT ((reason)::text = 'other'::text)) OR (NOT (note = ''::text))))
);
ALTER TABLE public.catalog_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_reportcase (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    kind character varying(16) NOT NULL,
    key character varying(64) NOT NULL,
    title character varying(300) NOT NULL,
    is_unnamed boolean NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    mark character varying(64) NOT NULL,
    trace character varying(32) NOT NULL,
    reason character varying(12) NOT NULL,
    words text NOT NULL,
    reply text NOT NULL,
    decided_at timestamp with time zone,
    appeal_words text NOT NULL,
    appealed_at timestamp with time zone,
    outcome character varying(8) NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    appealed_by_id bigint,
    decided_by_id bigint,
    owner_id bigint NOT NULL,
    CONSTRAINT report_case_against_with_words CHECK ((((state)::text = ANY ((ARRAY['open'::character varying, 'dismissed'::character varying])::text[])) OR ((NOT (words = ''::text)) AND (NOT ((reason)::text = ''::text))))),
    CONSTRAINT report_case_answer_to_appeal CHECK ((((answered_at IS NULL) AND ((outcome)::text = ''::text)) OR ((answered_at IS NOT NULL) AND (appealed_at IS NOT NULL) AND (NOT ((outcome)::text = ''::text))))),
    CONSTRAINT report_case_appeal_whole CHECK ((((appeal_words = ''::text) AND (appealed_at IS NULL)) OR ((appealed_at IS NOT NULL) AND (NOT (appeal_words = ''::text))))),
    CONSTRAINT report_case_decided_when CHECK ((((decided_at IS NULL) AND ((state)::text = 'open'::text)) OR ((NOT ((state)::text = 'open'::text)) AND (decided_at IS NOT NULL))))
);
ALTER TABLE public.catalog_reportcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_reportcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_seen (
    id bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    product_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.catalog_seen ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_seen_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_seensetting (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.catalog_seensetting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_seensetting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_sharedcatalogue (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    digest character varying(64) NOT NULL,
    label character varying(120) NOT NULL,
    selection jsonb NOT NULL,
    shows_prices boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    openings integer NOT NULL,
    opened_at timestamp with time zone,
    company_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT catalog_sharedcatalogue_openings_check CHECK ((openings >= 0)),
    CONSTRAINT shared_catalogue_ends_later CHECK ((expires_at > created_at))
);
ALTER TABLE public.catalog_sharedcatalogue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_sharedcatalogue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_shortlist (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    name character varying(120) NOT NULL,
    note character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    company_id bigint NOT NULL,
    created_by_id bigint,
    CONSTRAINT shortlist_has_name CHECK ((NOT ((name)::text = ''::text)))
);
ALTER TABLE public.catalog_shortlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_shortlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_shortlistitem (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(300) NOT NULL,
    sku character varying(64) NOT NULL,
    company_name character varying(120) NOT NULL,
    note character varying(500) NOT NULL,
    quantity numeric(14,3),
    "position" integer NOT NULL,
    added_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    price_quantity numeric(14,3),
    price_amount numeric(18,4),
    price_currency character varying(3) NOT NULL,
    added_by_id bigint,
    product_id bigint,
    shortlist_id bigint NOT NULL,
    CONSTRAINT catalog_shortlistitem_position_check CHECK (("position" >= 0)),
    CONSTRAINT shortlist_quantity_positive CHECK (((quantity IS NULL) OR (quantity > (0)::numeric)))
);
ALTER TABLE public.catalog_shortlistitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_shortlistitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_variant (
    id bigint NOT NULL,
    sku character varying(64) NOT NULL,
    axis_values jsonb NOT NULL,
    combination character varying(64) NOT NULL,
    gtin character varying(14) NOT NULL,
    amount numeric(18,4),
    currency character varying(3) NOT NULL,
    moq numeric(14,3),
    stock numeric(14,3),
    "position" smallint NOT NULL,
    is_offered boolean NOT NULL,
    company_id bigint NOT NULL,
    picture_id bigint,
    product_id bigint NOT NULL,
    is_gone boolean NOT NULL,
    CONSTRAINT catalog_variant_position_check CHECK (("position" >= 0)),
    CONSTRAINT variant_has_sku CHECK ((NOT ((sku)::text = ''::text))),
    CONSTRAINT variant_moq_positive CHECK (((moq IS NULL) OR (moq > (0)::numeric))),
    CONSTRAINT variant_price_whole CHECK ((((amount IS NULL) AND ((currency)::text = ''::text)) OR ((amount >= (0)::numeric) AND (NOT ((currency)::text = ''::text))))),
    CONSTRAINT variant_stock_not_negative CHECK (((stock IS NULL) OR (stock >= (0)::numeric)))
);
ALTER TABLE public.catalog_variant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_variant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_askedfield (
    id bigint NOT NULL,
    sort_order integer,
    clean_name character varying(255) NOT NULL,
    label character varying(255) NOT NULL,
    required boolean NOT NULL,
    choices text NOT NULL,
    default_value text NOT NULL,
    help_text character varying(255) NOT NULL,
    field_type character varying(16) NOT NULL,
    page_id integer NOT NULL
);
ALTER TABLE public.cms_askedfield ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_askedfield_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_author (
    id bigint NOT NULL,
    translation_key uuid NOT NULL,
    name character varying(120) NOT NULL,
    job character varying(120) NOT NULL,
    words text NOT NULL,
    locale_id integer NOT NULL,
    picture_id integer
);
ALTER TABLE public.cms_author ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_author_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_casecompany (
    id bigint NOT NULL,
    sort_order integer,
    remembered character varying(160) NOT NULL,
    case_id integer NOT NULL,
    company_id bigint
);
ALTER TABLE public.cms_casecompany ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_casecompany_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_caseconsent (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    case_key uuid NOT NULL,
    firm character varying(120) NOT NULL,
    person character varying(120) NOT NULL,
    given_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    company_id bigint,
    recorded_by_id bigint,
    CONSTRAINT case_consent_of_a_firm CHECK (((company_id IS NOT NULL) OR (NOT ((firm)::text = ''::text)))),
    CONSTRAINT case_consent_of_somebody CHECK ((NOT ((person)::text = ''::text)))
);
ALTER TABLE public.cms_caseconsent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_caseconsent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_casefigure (
    id bigint NOT NULL,
    sort_order integer,
    label character varying(100) NOT NULL,
    unit character varying(30) NOT NULL,
    before numeric(14,2),
    after numeric(14,2) NOT NULL,
    good character varying(8) NOT NULL,
    case_id integer NOT NULL
);
ALTER TABLE public.cms_casefigure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_casefigure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_caseindexpage (
    page_ptr_id integer NOT NULL,
    lead character varying(240) NOT NULL
);
CREATE TABLE public.cms_caselink (
    id bigint NOT NULL,
    sort_order integer,
    case_id integer NOT NULL,
    other_id integer NOT NULL
);
ALTER TABLE public.cms_caselink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_caselink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_casepage (
    page_ptr_id integer NOT NULL,
    date date NOT NULL,
    summary character varying(300) NOT NULL,
    body jsonb NOT NULL,
    company_name character varying(120) NOT NULL,
    country character varying(2) NOT NULL,
    sector character varying(40) NOT NULL,
    result character varying(160) NOT NULL,
    picture_id integer,
    company_id bigint,
    is_example boolean NOT NULL,
    lessons jsonb NOT NULL,
    pictures jsonb NOT NULL,
    problem text NOT NULL,
    quotes jsonb NOT NULL,
    size character varying(8) NOT NULL,
    solution text NOT NULL,
    swot jsonb NOT NULL,
    year smallint,
    CONSTRAINT case_company_is_no_example CHECK (((company_id IS NULL) OR (NOT is_example))),
    CONSTRAINT case_year_sensible CHECK (((year IS NULL) OR ((year >= 1950) AND (year <= 2100)))),
    CONSTRAINT cms_casepage_year_check CHECK ((year >= 0))
);
CREATE TABLE public.cms_casepage_topics (
    id bigint NOT NULL,
    casepage_id integer NOT NULL,
    casetopic_id bigint NOT NULL
);
ALTER TABLE public.cms_casepage_topics ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_casepage_topics_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_caseproduct (
    id bigint NOT NULL,
    sort_order integer,
    remembered character varying(160) NOT NULL,
    case_id integer NOT NULL,
    product_id bigint
);
ALTER TABLE public.cms_caseproduct ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_caseproduct_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_caseproposal (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    language character varying(10) NOT NULL,
    title character varying(120) NOT NULL,
    problem text NOT NULL,
    solution text NOT NULL,
    result text NOT NULL,
    year smallint,
    may_name boolean NOT NULL,
    consent_person character varying(120) NOT NULL,
    state character varying(10) NOT NULL,
    reason character varying(1000) NOT NULL,
    form_token uuid,
    created_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    company_id bigint NOT NULL,
    page_id integer,
    user_id bigint,
    CONSTRAINT case_proposal_named_by_somebody CHECK (((NOT may_name) OR (NOT ((consent_person)::text = ''::text)))),
    CONSTRAINT cms_caseproposal_year_check CHECK ((year >= 0))
);
ALTER TABLE public.cms_caseproposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_caseproposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_casetopic (
    id bigint NOT NULL,
    slug character varying(60) NOT NULL,
    "position" smallint NOT NULL,
    CONSTRAINT cms_casetopic_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.cms_casetopic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_casetopic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_casetopicname (
    id bigint NOT NULL,
    language character varying(10) NOT NULL,
    name character varying(80) NOT NULL,
    topic_id bigint NOT NULL
);
ALTER TABLE public.cms_casetopicname ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_casetopicname_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_consent (
    id bigint NOT NULL,
    language character varying(10) NOT NULL,
    way character varying(8) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    version_id bigint NOT NULL
);
ALTER TABLE public.cms_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_countrycontact (
    id bigint NOT NULL,
    sort_order integer,
    name character varying(120) NOT NULL,
    what character varying(200) NOT NULL,
    url character varying(400) NOT NULL,
    page_id integer NOT NULL
);
ALTER TABLE public.cms_countrycontact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_countrycontact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_countryfigure (
    id bigint NOT NULL,
    sort_order integer,
    part character varying(16) NOT NULL,
    measure character varying(16) NOT NULL,
    label character varying(120) NOT NULL,
    value character varying(160) NOT NULL,
    unit character varying(40) NOT NULL,
    source_name character varying(120) NOT NULL,
    source_url character varying(400) NOT NULL,
    as_of date NOT NULL,
    ages smallint NOT NULL,
    page_id integer NOT NULL,
    CONSTRAINT cms_countryfigure_ages_check CHECK ((ages >= 0)),
    CONSTRAINT country_figure_has_source CHECK (((NOT ((source_name)::text = ''::text)) AND (NOT ((source_url)::text = ''::text)) AND (NOT ((value)::text = ''::text)))),
    CONSTRAINT country_figure_source_is_web CHECK ((((source_url)::text ~~ 'https://%'::text) OR ((source_url)::text ~~ 'http://%'::text)))
);
ALTER TABLE public.cms_countryfigure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_countryfigure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_countryindexpage (
    page_ptr_id integer NOT NULL,
    lead character varying(240) NOT NULL
);
CREATE TABLE public.cms_countrypage (
    page_ptr_id integer NOT NULL,
    country character varying(2) NOT NULL,
    region character varying(20) NOT NULL,
    summary character varying(300) NOT NULL,
    capital character varying(80) NOT NULL,
    currency character varying(3) NOT NULL,
    languages character varying(60) NOT NULL,
    zone character varying(64) NOT NULL,
    sections jsonb NOT NULL,
    reviewed_on date NOT NULL,
    picture_id integer,
    CONSTRAINT country_page_names_country CHECK ((NOT ((country)::text = ''::text)))
);
CREATE TABLE public.cms_courseindexpage (
    page_ptr_id integer NOT NULL,
    lead character varying(240) NOT NULL
);
CREATE TABLE public.cms_coursematerial (
    id bigint NOT NULL,
    sort_order integer,
    title character varying(120) NOT NULL,
    file_id integer NOT NULL,
    page_id integer NOT NULL
);
ALTER TABLE public.cms_coursematerial ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_coursematerial_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_coursepage (
    page_ptr_id integer NOT NULL,
    summary character varying(300) NOT NULL,
    level character varying(8) NOT NULL,
    taught_in character varying(8) NOT NULL,
    hours numeric(5,1) NOT NULL,
    starts_on date,
    ends_on date,
    is_online boolean NOT NULL,
    place character varying(120) NOT NULL,
    country character varying(2) NOT NULL,
    provider character varying(120) NOT NULL,
    provider_address character varying(200) NOT NULL,
    seats smallint,
    booking_address character varying(200) NOT NULL,
    body jsonb NOT NULL,
    CONSTRAINT cms_coursepage_seats_check CHECK ((seats >= 0)),
    CONSTRAINT course_ends_after_it_starts CHECK ((((ends_on IS NULL) AND (starts_on IS NULL)) OR ((ends_on >= starts_on) AND (ends_on IS NOT NULL) AND (starts_on IS NOT NULL)))),
    CONSTRAINT course_somewhere CHECK ((is_online OR (NOT ((place)::text = ''::text)))),
    CONSTRAINT course_takes_time CHECK ((hours > (0)::numeric))
);
CREATE TABLE public.cms_coursepage_topics (
    id bigint NOT NULL,
    coursepage_id integer NOT NULL,
    topic_id bigint NOT NULL
);
ALTER TABLE public.cms_coursepage_topics ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_coursepage_topics_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_eventguest (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    company character varying(160) NOT NULL,
    note character varying(500) NOT NULL,
    language character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    queued_at timestamp with time zone,
    placed_at timestamp with time zone,
    sequence integer NOT NULL,
    told_day timestamp with time zone,
    told_hour timestamp with time zone,
    guests_id bigint NOT NULL,
    CONSTRAINT cms_eventguest_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE public.cms_eventguest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_eventguest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_eventindexpage (
    page_ptr_id integer NOT NULL,
    lead character varying(240) NOT NULL
);
CREATE TABLE public.cms_eventmaterial (
    id bigint NOT NULL,
    sort_order integer,
    title character varying(160) NOT NULL,
    file character varying(100) NOT NULL,
    is_open boolean NOT NULL,
    page_id integer NOT NULL
);
ALTER TABLE public.cms_eventmaterial ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_eventmaterial_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_eventpage (
    page_ptr_id integer NOT NULL,
    summary character varying(300) NOT NULL,
    kind character varying(12) NOT NULL,
    starts_on date NOT NULL,
    starts_time time without time zone NOT NULL,
    ends_on date NOT NULL,
    ends_time time without time zone NOT NULL,
    zone character varying(64) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    is_online boolean NOT NULL,
    place character varying(160) NOT NULL,
    address character varying(300) NOT NULL,
    city character varying(80) NOT NULL,
    country character varying(2) NOT NULL,
    languages character varying(160) NOT NULL,
    fee character varying(160) NOT NULL,
    organisers character varying(300) NOT NULL,
    partners character varying(300) NOT NULL,
    registration_url character varying(300) NOT NULL,
    is_example boolean NOT NULL,
    body jsonb NOT NULL,
    afterwards jsonb NOT NULL,
    recording_url character varying(300) NOT NULL,
    gathering_id bigint,
    picture_id integer,
    called_off character varying(300) NOT NULL,
    capacity integer,
    join_url character varying(500) NOT NULL,
    register_until date,
    takes_guests boolean NOT NULL,
    CONSTRAINT cms_eventpage_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT event_page_forward CHECK ((ends_at > starts_at)),
    CONSTRAINT event_page_is_somewhere CHECK (((NOT ((place)::text = ''::text)) OR is_online))
);
CREATE TABLE public.cms_eventsession (
    id bigint NOT NULL,
    sort_order integer,
    day date NOT NULL,
    starts time without time zone NOT NULL,
    ends time without time zone,
    title character varying(160) NOT NULL,
    room character varying(80) NOT NULL,
    who character varying(200) NOT NULL,
    words text NOT NULL,
    page_id integer NOT NULL
);
ALTER TABLE public.cms_eventsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_eventsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_eventspeaker (
    id bigint NOT NULL,
    sort_order integer,
    name character varying(120) NOT NULL,
    job character varying(120) NOT NULL,
    organisation character varying(120) NOT NULL,
    words text NOT NULL,
    agreed boolean NOT NULL,
    page_id integer NOT NULL,
    picture_id integer
);
ALTER TABLE public.cms_eventspeaker ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_eventspeaker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_exhibitionindexpage (
    page_ptr_id integer NOT NULL,
    lead character varying(240) NOT NULL
);
CREATE TABLE public.cms_exhibitionpage (
    page_ptr_id integer NOT NULL,
    summary character varying(300) NOT NULL,
    edition character varying(40) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    venue character varying(120) NOT NULL,
    city character varying(80) NOT NULL,
    country character varying(2) NOT NULL,
    organiser character varying(120) NOT NULL,
    website character varying(300) NOT NULL,
    cycle character varying(10) NOT NULL,
    languages character varying(120) NOT NULL,
    visitors integer,
    exhibitors integer,
    figures_source character varying(160) NOT NULL,
    has_pavilion boolean NOT NULL,
    apply_by date,
    is_example boolean NOT NULL,
    body jsonb NOT NULL,
    picture_id integer,
    CONSTRAINT cms_exhibitionpage_exhibitors_check CHECK ((exhibitors >= 0)),
    CONSTRAINT cms_exhibitionpage_visitors_check CHECK ((visitors >= 0)),
    CONSTRAINT exhibition_forward CHECK ((ends_on >= starts_on))
);
CREATE TABLE public.cms_exhibitionpage_sectors (
    id bigint NOT NULL,
    exhibitionpage_id integer NOT NULL,
    category_id bigint NOT NULL
);
ALTER TABLE public.cms_exhibitionpage_sectors ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_exhibitionpage_sectors_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_fairfollow (
    id bigint NOT NULL,
    key uuid NOT NULL,
    told_for date,
    told_days smallint,
    since timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT cms_fairfollow_told_days_check CHECK ((told_days >= 0))
);
ALTER TABLE public.cms_fairfollow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_fairfollow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_faqpage (
    page_ptr_id integer NOT NULL,
    summary character varying(300) NOT NULL,
    reader character varying(12) NOT NULL,
    "position" smallint NOT NULL,
    also_asked character varying(300) NOT NULL,
    found_by text NOT NULL,
    questions jsonb NOT NULL,
    CONSTRAINT cms_faqpage_position_check CHECK (("position" >= 0))
);
CREATE TABLE public.cms_finding (
    id bigint NOT NULL,
    count smallint NOT NULL,
    found_at timestamp with time zone NOT NULL,
    page_id integer NOT NULL,
    CONSTRAINT cms_finding_count_check CHECK ((count >= 0))
);
ALTER TABLE public.cms_finding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_formpage (
    page_ptr_id integer NOT NULL,
    summary character varying(300) NOT NULL,
    button character varying(40) NOT NULL,
    thanks character varying(300) NOT NULL,
    to_address character varying(255) NOT NULL,
    keep_days smallint NOT NULL,
    CONSTRAINT cms_formpage_keep_days_check CHECK ((keep_days >= 0)),
    CONSTRAINT form_keeps_answers_some_days CHECK (((keep_days >= 1) AND (keep_days <= 1100)))
);
CREATE TABLE public.cms_guestlist (
    id bigint NOT NULL,
    key uuid NOT NULL,
    capacity integer,
    seats_taken integer NOT NULL,
    facts jsonb NOT NULL,
    sequence integer NOT NULL,
    CONSTRAINT cms_guestlist_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT cms_guestlist_seats_taken_check CHECK ((seats_taken >= 0)),
    CONSTRAINT cms_guestlist_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT guest_list_never_over_capacity CHECK (((capacity IS NULL) OR (seats_taken <= capacity)))
);
ALTER TABLE public.cms_guestlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_guestlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_helpindexpage (
    page_ptr_id integer NOT NULL,
    lead character varying(240) NOT NULL,
    contact character varying(254) NOT NULL,
    contact_words character varying(160) NOT NULL
);
CREATE TABLE public.cms_helppage (
    page_ptr_id integer NOT NULL,
    summary character varying(300) NOT NULL,
    reader character varying(12) NOT NULL,
    "position" smallint NOT NULL,
    also_asked character varying(300) NOT NULL,
    found_by text NOT NULL,
    body jsonb NOT NULL,
    CONSTRAINT cms_helppage_position_check CHECK (("position" >= 0))
);
CREATE TABLE public.cms_helpplace (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    page_id integer NOT NULL
);
ALTER TABLE public.cms_helpplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_helpplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_helpvote (
    id bigint NOT NULL,
    visitor character varying(64) NOT NULL,
    is_useful boolean NOT NULL,
    words character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    page_id integer NOT NULL,
    user_id bigint,
    CONSTRAINT help_vote_of_one CHECK ((((user_id IS NOT NULL) AND ((visitor)::text = ''::text)) OR ((user_id IS NULL) AND (NOT ((visitor)::text = ''::text)))))
);
ALTER TABLE public.cms_helpvote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_helpvote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_homepage (
    page_ptr_id integer NOT NULL,
    body jsonb NOT NULL
);
CREATE TABLE public.cms_infopage (
    page_ptr_id integer NOT NULL,
    summary character varying(300) NOT NULL,
    body jsonb NOT NULL
);
CREATE TABLE public.cms_instep (
    id bigint NOT NULL,
    source_published_at timestamp with time zone,
    marked_at timestamp with time zone NOT NULL,
    marked_by_id bigint,
    page_id integer NOT NULL,
    source_revision_id integer
);
ALTER TABLE public.cms_instep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_instep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_laidpage (
    id bigint NOT NULL,
    language character varying(10) NOT NULL,
    slug character varying(255) NOT NULL
);
ALTER TABLE public.cms_laidpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_laidpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_legaltext (
    id bigint NOT NULL,
    sort_order integer,
    language character varying(10) NOT NULL,
    title character varying(120) NOT NULL,
    body text NOT NULL,
    changes text NOT NULL,
    version_id bigint NOT NULL
);
ALTER TABLE public.cms_legaltext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_legaltext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_legalversion (
    id bigint NOT NULL,
    document character varying(8) NOT NULL,
    number smallint,
    valid_from date NOT NULL,
    needs_consent boolean NOT NULL,
    published_at timestamp with time zone,
    published_by_id bigint,
    CONSTRAINT cms_legalversion_number_check CHECK ((number >= 0)),
    CONSTRAINT legal_published_with_number CHECK ((((number IS NULL) AND (published_at IS NULL)) OR ((number >= 1) AND (published_at IS NOT NULL))))
);
ALTER TABLE public.cms_legalversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_legalversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_newsauthor (
    id bigint NOT NULL,
    sort_order integer,
    author_id bigint NOT NULL,
    page_id integer NOT NULL
);
ALTER TABLE public.cms_newsauthor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_newsauthor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_newsindexpage (
    page_ptr_id integer NOT NULL,
    lead character varying(240) NOT NULL
);
CREATE TABLE public.cms_newspage (
    page_ptr_id integer NOT NULL,
    date date NOT NULL,
    summary character varying(300) NOT NULL,
    body jsonb NOT NULL,
    picture_id integer,
    topic_id bigint
);
CREATE TABLE public.cms_pavilionpage (
    page_ptr_id integer NOT NULL,
    summary character varying(300) NOT NULL,
    hall character varying(80) NOT NULL,
    opens_on date,
    closes_on date,
    is_example boolean NOT NULL,
    body jsonb NOT NULL,
    exhibition_id integer,
    picture_id integer,
    CONSTRAINT pavilion_forward CHECK (((opens_on IS NULL) OR (closes_on IS NULL) OR (closes_on >= opens_on)))
);
CREATE TABLE public.cms_pavilionstand (
    id bigint NOT NULL,
    sort_order integer,
    number character varying(16) NOT NULL,
    says character varying(200) NOT NULL,
    company_id bigint NOT NULL,
    pavilion_id integer NOT NULL
);
ALTER TABLE public.cms_pavilionstand ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_pavilionstand_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_publicationindexpage (
    page_ptr_id integer NOT NULL,
    lead character varying(240) NOT NULL
);
CREATE TABLE public.cms_publicationpage (
    page_ptr_id integer NOT NULL,
    kind character varying(8) NOT NULL,
    authors text NOT NULL,
    year smallint NOT NULL,
    publisher character varying(160) NOT NULL,
    published_in character varying(160) NOT NULL,
    volume character varying(40) NOT NULL,
    pages character varying(30) NOT NULL,
    written_in character varying(8) NOT NULL,
    doi character varying(120) NOT NULL,
    isbn character varying(20) NOT NULL,
    abstract text NOT NULL,
    address character varying(200) NOT NULL,
    file_id integer,
    CONSTRAINT cms_publicationpage_year_check CHECK ((year >= 0)),
    CONSTRAINT publication_year_is_a_year CHECK (((year >= 1800) AND (year <= 2100)))
);
CREATE TABLE public.cms_publicationpage_topics (
    id bigint NOT NULL,
    publicationpage_id integer NOT NULL,
    topic_id bigint NOT NULL
);
ALTER TABLE public.cms_publicationpage_topics ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_publicationpage_topics_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_releasetask (
    task_ptr_id integer NOT NULL
);
CREATE TABLE public.cms_secondpersontask (
    task_ptr_id integer NOT NULL
);
CREATE TABLE public.cms_sectionpage (
    page_ptr_id integer NOT NULL,
    summary character varying(300) NOT NULL,
    body jsonb NOT NULL,
    picture_id integer
);
CREATE TABLE public.cms_sectionrole (
    id bigint NOT NULL,
    section uuid NOT NULL,
    name character varying(255) NOT NULL,
    is_whole_site boolean NOT NULL,
    role character varying(10) NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.cms_sectionrole ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_sectionrole_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_stillright (
    id bigint NOT NULL,
    said_at timestamp with time zone NOT NULL,
    page_id integer NOT NULL,
    said_by_id bigint
);
ALTER TABLE public.cms_stillright ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_stillright_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_term (
    id bigint NOT NULL,
    translation_key uuid NOT NULL,
    term character varying(120) NOT NULL,
    slug character varying(60) NOT NULL,
    also_known_as character varying(240) NOT NULL,
    definition text NOT NULL,
    source character varying(200) NOT NULL,
    source_url character varying(200) NOT NULL,
    source_date date NOT NULL,
    latest_revision_id integer,
    locale_id integer NOT NULL
);
ALTER TABLE public.cms_term ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_term_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_termlink (
    id bigint NOT NULL,
    sort_order integer,
    other_id bigint NOT NULL,
    term_id bigint NOT NULL,
    CONSTRAINT term_not_beside_itself CHECK ((NOT (term_id = other_id)))
);
ALTER TABLE public.cms_termlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_termlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_topic (
    id bigint NOT NULL,
    translation_key uuid NOT NULL,
    name character varying(60) NOT NULL,
    slug character varying(60) NOT NULL,
    locale_id integer NOT NULL
);
ALTER TABLE public.cms_topic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_article (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    "group" character varying(16) NOT NULL,
    language character varying(5) NOT NULL,
    title character varying(160) NOT NULL,
    body text NOT NULL,
    category character varying(60) NOT NULL,
    tags text NOT NULL,
    state character varying(10) NOT NULL,
    latest integer NOT NULL,
    published integer,
    published_at timestamp with time zone,
    review_months smallint NOT NULL,
    review_due_on date,
    review_asked_for date,
    said text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    thread_id bigint,
    user_id bigint,
    CONSTRAINT article_published_has_version CHECK (((NOT ((state)::text = ANY ((ARRAY['published'::character varying, 'outdated'::character varying])::text[]))) OR (published IS NOT NULL))),
    CONSTRAINT article_published_is_known CHECK (((published IS NULL) OR (published <= latest))),
    CONSTRAINT community_article_latest_check CHECK ((latest >= 0)),
    CONSTRAINT community_article_published_check CHECK ((published >= 0)),
    CONSTRAINT community_article_review_months_check CHECK ((review_months >= 0))
);
ALTER TABLE public.community_article ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_article_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_articleopinion (
    id bigint NOT NULL,
    is_useful boolean NOT NULL,
    words character varying(1000) NOT NULL,
    number integer NOT NULL,
    said_at timestamp with time zone NOT NULL,
    article_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT community_articleopinion_number_check CHECK ((number >= 0))
);
ALTER TABLE public.community_articleopinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_articleopinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_articlepicture (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    file character varying(100) NOT NULL,
    alt character varying(200) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    article_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT community_articlepicture_height_check CHECK ((height >= 0)),
    CONSTRAINT community_articlepicture_width_check CHECK ((width >= 0))
);
ALTER TABLE public.community_articlepicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_articlepicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_articlereviewer (
    id bigint NOT NULL,
    article_id bigint NOT NULL,
    company_id bigint NOT NULL
);
ALTER TABLE public.community_articlereviewer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_articlereviewer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_articlesuggestion (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    base integer NOT NULL,
    title character varying(160) NOT NULL,
    body text NOT NULL,
    note character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    answer character varying(400) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    article_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT community_articlesuggestion_base_check CHECK ((base >= 0))
);
ALTER TABLE public.community_articlesuggestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_articlesuggestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_articleversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    title character varying(160) NOT NULL,
    body text NOT NULL,
    note character varying(200) NOT NULL,
    author character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    approver character varying(300) NOT NULL,
    approved_by_id bigint,
    article_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT community_articleversion_number_check CHECK ((number >= 0))
);
ALTER TABLE public.community_articleversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_articleversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_calendarkey (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.community_calendarkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_calendarkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_candidate (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    rank smallint NOT NULL,
    note text NOT NULL,
    state character varying(10) NOT NULL,
    reason character varying(500) NOT NULL,
    room character varying(16) NOT NULL,
    introduced_at timestamp with time zone,
    answer character varying(3) NOT NULL,
    answer_words character varying(1000) NOT NULL,
    answered_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    case_id bigint NOT NULL,
    CONSTRAINT candidate_introduced_when CHECK (((NOT ((state)::text = 'introduced'::text)) OR (introduced_at IS NOT NULL))),
    CONSTRAINT candidate_rejected_why CHECK (((NOT ((state)::text = 'rejected'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT community_candidate_rank_check CHECK ((rank >= 0))
);
ALTER TABLE public.community_candidate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_candidate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_case (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    kind character varying(5) NOT NULL,
    title character varying(200) NOT NULL,
    words text NOT NULL,
    sector character varying(40) NOT NULL,
    hs_code character varying(12) NOT NULL,
    quantity numeric(14,3),
    unit character varying(20) NOT NULL,
    budget numeric(18,4),
    currency character varying(3) NOT NULL,
    deadline date,
    priority smallint NOT NULL,
    state character varying(10) NOT NULL,
    outcome character varying(9) NOT NULL,
    value numeric(18,4),
    value_currency character varying(3) NOT NULL,
    reason character varying(1000) NOT NULL,
    may_count boolean NOT NULL,
    may_name boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    introduced_at timestamp with time zone,
    ended_at timestamp with time zone,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    consented_by_id bigint,
    owner_id bigint,
    partner_id bigint,
    CONSTRAINT case_budget CHECK (((budget IS NULL) OR (budget > (0)::numeric))),
    CONSTRAINT case_named_is_counted CHECK (((NOT may_name) OR may_count)),
    CONSTRAINT case_outcome_at_the_end CHECK ((((ended_at IS NOT NULL) AND ((state)::text = 'ended'::text) AND (NOT ((outcome)::text = ''::text))) OR ((NOT ((state)::text = 'ended'::text)) AND (ended_at IS NULL) AND ((outcome)::text = ''::text) AND (value IS NULL)))),
    CONSTRAINT case_quantity CHECK (((quantity IS NULL) OR (quantity > (0)::numeric))),
    CONSTRAINT case_value_of_a_deal CHECK (((value IS NULL) OR (((outcome)::text = 'deal'::text) AND (value > (0)::numeric) AND (NOT ((value_currency)::text = ''::text))))),
    CONSTRAINT community_case_priority_check CHECK ((priority >= 0))
);
ALTER TABLE public.community_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_caseappeal (
    id bigint NOT NULL,
    instance smallint NOT NULL,
    is_for_programme boolean NOT NULL,
    words text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    outcome character varying(8) NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    user_id bigint,
    case_id bigint NOT NULL,
    CONSTRAINT case_appeal_answer_whole CHECK ((((answer = ''::text) AND (answered_at IS NULL) AND ((outcome)::text = ''::text)) OR ((answered_at IS NOT NULL) AND (NOT ((outcome)::text = ''::text)) AND (NOT (answer = ''::text))))),
    CONSTRAINT case_appeal_instance CHECK ((instance = ANY (ARRAY[1, 2]))),
    CONSTRAINT community_caseappeal_instance_check CHECK ((instance >= 0))
);
ALTER TABLE public.community_caseappeal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_caseappeal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_casenote (
    id bigint NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    case_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT case_note_not_empty CHECK ((NOT (body = ''::text)))
);
ALTER TABLE public.community_casenote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_casenote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_casetask (
    id bigint NOT NULL,
    text character varying(200) NOT NULL,
    due_on date,
    done_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    case_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.community_casetask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_casetask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_community (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    slug character varying(80) NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(12) NOT NULL,
    visibility character varying(8) NOT NULL,
    summary character varying(200) NOT NULL,
    about text NOT NULL,
    rules text NOT NULL,
    country character varying(2) NOT NULL,
    sector character varying(40) NOT NULL,
    cover character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    steward_id bigint NOT NULL,
    accent character varying(7) NOT NULL,
    closed_at timestamp with time zone,
    domains jsonb NOT NULL,
    joining character varying(10) NOT NULL,
    language_keys character varying(200) NOT NULL,
    languages jsonb NOT NULL,
    parent_id bigint,
    profile jsonb NOT NULL,
    rules_at timestamp with time zone NOT NULL,
    rules_version integer NOT NULL,
    wishes_parent_id bigint,
    CONSTRAINT community_accent_is_colour CHECK ((((accent)::text = ''::text) OR ((accent)::text ~ '^#[0-9a-f]{6}$'::text))),
    CONSTRAINT community_community_rules_version_check CHECK ((rules_version >= 0)),
    CONSTRAINT community_inside_or_asking_to_be CHECK (((parent_id IS NULL) OR (wishes_parent_id IS NULL))),
    CONSTRAINT community_not_inside_itself CHECK (((parent_id IS NULL) OR (NOT ((parent_id = id) AND (parent_id IS NOT NULL)))))
);
ALTER TABLE public.community_community ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_community_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_communityinvitation (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(8) NOT NULL,
    words text NOT NULL,
    state character varying(10) NOT NULL,
    digest character varying(64) NOT NULL,
    round integer NOT NULL,
    mailed_round integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    sent_on date,
    sent_count smallint NOT NULL,
    accepted_for_id bigint,
    community_id bigint NOT NULL,
    company_id bigint,
    invited_by_id bigint,
    CONSTRAINT community_communityinvitation_mailed_round_check CHECK ((mailed_round >= 0)),
    CONSTRAINT community_communityinvitation_round_check CHECK ((round >= 0)),
    CONSTRAINT community_communityinvitation_sent_count_check CHECK ((sent_count >= 0)),
    CONSTRAINT community_invites_one_of_two CHECK ((((company_id IS NULL) OR ((email)::text = ''::text)) AND (1 = (
CASE
    WHEN (company_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN ((email)::text = ''::text) THEN 1
    ELSE 0
END))))
);
ALTER TABLE public.community_communityinvitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_communityinvitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_communitymember (
    id bigint NOT NULL,
    role character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    words text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    joined_at timestamp with time zone,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    answers jsonb NOT NULL,
    decided_at timestamp with time zone,
    rules_version integer NOT NULL,
    CONSTRAINT community_communitymember_rules_version_check CHECK ((rules_version >= 0)),
    CONSTRAINT community_steward_is_not_banned CHECK ((NOT (((role)::text = 'steward'::text) AND ((state)::text = 'banned'::text))))
);
ALTER TABLE public.community_communitymember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_communitymember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_communityvisit (
    id bigint NOT NULL,
    seen_at timestamp with time zone,
    community_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.community_communityvisit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_communityvisit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_contentreport (
    id bigint NOT NULL,
    reason character varying(12) NOT NULL,
    note text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    case_id bigint NOT NULL,
    CONSTRAINT content_report_other_with_note CHECK (((NOT ((reason)::text = 'other'::text)) OR (NOT (note = ''::text))))
);
ALTER TABLE public.community_contentreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_contentreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_contentrule (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    text character varying(253) NOT NULL,
    key character varying(253) NOT NULL,
    effect character varying(8) NOT NULL,
    sentence character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    community_id bigint NOT NULL,
    CONSTRAINT content_rule_says_something CHECK ((NOT ((key)::text = ''::text)))
);
ALTER TABLE public.community_contentrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_contentrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_directoryentry (
    id bigint NOT NULL,
    "values" jsonb NOT NULL,
    version integer NOT NULL,
    filled_at timestamp with time zone,
    by_steward boolean NOT NULL,
    filled_by_id bigint,
    member_id bigint NOT NULL,
    CONSTRAINT community_directoryentry_version_check CHECK ((version >= 0)),
    CONSTRAINT directory_entry_version CHECK ((((filled_at IS NULL) AND (version = 0)) OR (version > 0)))
);
ALTER TABLE public.community_directoryentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_directoryentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_directoryfield (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    label character varying(80) NOT NULL,
    label_ko character varying(80) NOT NULL,
    help character varying(200) NOT NULL,
    unit character varying(20) NOT NULL,
    options jsonb NOT NULL,
    next_option integer NOT NULL,
    is_required boolean NOT NULL,
    seen_by smallint NOT NULL,
    is_filter boolean NOT NULL,
    "position" integer NOT NULL,
    retired_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    community_id bigint NOT NULL,
    CONSTRAINT community_directoryfield_next_option_check CHECK ((next_option >= 0)),
    CONSTRAINT community_directoryfield_position_check CHECK (("position" >= 0)),
    CONSTRAINT community_directoryfield_seen_by_check CHECK ((seen_by >= 0)),
    CONSTRAINT directory_field_filter CHECK (((NOT is_filter) OR ((kind)::text = ANY ((ARRAY['choice'::character varying, 'choices'::character varying, 'flag'::character varying, 'number'::character varying])::text[])))),
    CONSTRAINT directory_field_kind CHECK (((kind)::text = ANY ((ARRAY['line'::character varying, 'text'::character varying, 'number'::character varying, 'choice'::character varying, 'choices'::character varying, 'flag'::character varying, 'link'::character varying])::text[]))),
    CONSTRAINT directory_field_seen_by CHECK ((seen_by = ANY (ARRAY[0, 1, 2]))),
    CONSTRAINT directory_field_unit_of_number CHECK ((((unit)::text = ''::text) OR ((kind)::text = 'number'::text)))
);
ALTER TABLE public.community_directoryfield ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_directoryfield_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_directorystate (
    id bigint NOT NULL,
    rules character varying(12) NOT NULL,
    state character varying(12) NOT NULL,
    community_id bigint NOT NULL
);
ALTER TABLE public.community_directorystate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_directorystate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_featuredlisting (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    number bigint NOT NULL,
    "position" smallint NOT NULL,
    community_id bigint NOT NULL,
    CONSTRAINT community_featuredlisting_number_check CHECK ((number >= 0)),
    CONSTRAINT community_featuredlisting_position_check CHECK (("position" >= 0)),
    CONSTRAINT featured_at_most_twelve CHECK ((("position" >= 1) AND ("position" <= 12))),
    CONSTRAINT featured_kind CHECK (((kind)::text = ANY ((ARRAY['product'::character varying, 'offer'::character varying])::text[])))
);
ALTER TABLE public.community_featuredlisting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_featuredlisting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_figuresconsent (
    id bigint NOT NULL,
    given_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.community_figuresconsent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_figuresconsent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_gathering (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    kind character varying(12) NOT NULL,
    title character varying(160) NOT NULL,
    summary character varying(200) NOT NULL,
    description text NOT NULL,
    programme jsonb NOT NULL,
    languages jsonb NOT NULL,
    picture character varying(100) NOT NULL,
    state character varying(10) NOT NULL,
    reason character varying(300) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    starts_on date NOT NULL,
    zone character varying(64) NOT NULL,
    place character varying(160) NOT NULL,
    address character varying(300) NOT NULL,
    country character varying(2) NOT NULL,
    is_online boolean NOT NULL,
    link character varying(500) NOT NULL,
    audience character varying(8) NOT NULL,
    capacity integer,
    company_limit integer,
    register_by timestamp with time zone,
    fee character varying(200) NOT NULL,
    questions jsonb NOT NULL,
    seats_taken integer NOT NULL,
    sequence integer NOT NULL,
    settled_at timestamp with time zone NOT NULL,
    told_day timestamp with time zone,
    told_hour timestamp with time zone,
    published_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT community_gathering_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT community_gathering_company_limit_check CHECK ((company_limit >= 0)),
    CONSTRAINT community_gathering_seats_taken_check CHECK ((seats_taken >= 0)),
    CONSTRAINT community_gathering_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT gathering_forward CHECK ((ends_at > starts_at)),
    CONSTRAINT gathering_has_a_place CHECK (((capacity IS NULL) OR (capacity >= 1))),
    CONSTRAINT gathering_is_somewhere CHECK (((NOT ((place)::text = ''::text)) OR is_online)),
    CONSTRAINT gathering_never_over_capacity CHECK (((capacity IS NULL) OR (seats_taken <= capacity)))
);
ALTER TABLE public.community_gathering ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_gathering_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_gatheringinvitation (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    gathering_id bigint NOT NULL
);
ALTER TABLE public.community_gatheringinvitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_gatheringinvitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_gatheringletter (
    id bigint NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    gathering_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.community_gatheringletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_gatheringletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_initiative (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(140) NOT NULL,
    kind character varying(10) NOT NULL,
    body text NOT NULL,
    sought text NOT NULL,
    "least" smallint NOT NULL,
    most smallint,
    seeking_until date,
    ends_on date,
    costs text NOT NULL,
    budget numeric(18,4),
    currency character varying(3) NOT NULL,
    audience character varying(10) NOT NULL,
    joins_at_once boolean NOT NULL,
    state character varying(10) NOT NULL,
    is_pinned boolean NOT NULL,
    partner_count smallint NOT NULL,
    end_reason text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    agreed_at timestamp with time zone,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    outcome_asked_at timestamp with time zone,
    community_id bigint NOT NULL,
    lead_id bigint NOT NULL,
    thread_id bigint,
    user_id bigint,
    CONSTRAINT community_initiative_least_check CHECK (("least" >= 0)),
    CONSTRAINT community_initiative_most_check CHECK ((most >= 0)),
    CONSTRAINT community_initiative_partner_count_check CHECK ((partner_count >= 0)),
    CONSTRAINT initiative_budget_has_currency CHECK ((((budget IS NULL) AND ((currency)::text = ''::text)) OR ((budget > (0)::numeric) AND (NOT ((currency)::text = ''::text))))),
    CONSTRAINT initiative_most_not_below CHECK (((most IS NULL) OR (most >= "least"))),
    CONSTRAINT initiative_not_overfull CHECK (((most IS NULL) OR (partner_count <= most))),
    CONSTRAINT initiative_started_says_when CHECK (((NOT ((state)::text = ANY ((ARRAY['under_way'::character varying, 'done'::character varying])::text[]))) OR (started_at IS NOT NULL))),
    CONSTRAINT initiative_takes_two CHECK (("least" >= 2))
);
ALTER TABLE public.community_initiative ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_initiative_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_initiativeagreement (
    id bigint NOT NULL,
    number integer NOT NULL,
    body text NOT NULL,
    author character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    initiative_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT community_initiativeagreement_number_check CHECK ((number >= 0)),
    CONSTRAINT initiative_agreement_not_empty CHECK ((NOT (body = ''::text)))
);
ALTER TABLE public.community_initiativeagreement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_initiativeagreement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_initiativeconsent (
    id bigint NOT NULL,
    signer character varying(300) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    agreement_id bigint NOT NULL,
    user_id bigint,
    partner_id bigint NOT NULL
);
ALTER TABLE public.community_initiativeconsent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_initiativeconsent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_initiativefile (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    name character varying(160) NOT NULL,
    file character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    initiative_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.community_initiativefile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_initiativefile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_initiativenote (
    id bigint NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    initiative_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.community_initiativenote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_initiativenote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_initiativeoutcome (
    id bigint NOT NULL,
    result character varying(8) NOT NULL,
    words text NOT NULL,
    lessons text NOT NULL,
    value numeric(18,4),
    currency character varying(3) NOT NULL,
    jobs integer,
    orders integer,
    visitors integer,
    is_shown boolean NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    initiative_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT community_initiativeoutcome_jobs_check CHECK ((jobs >= 0)),
    CONSTRAINT community_initiativeoutcome_orders_check CHECK ((orders >= 0)),
    CONSTRAINT community_initiativeoutcome_visitors_check CHECK ((visitors >= 0)),
    CONSTRAINT initiative_outcome_value_has_currency CHECK (((((currency)::text = ''::text) AND (value IS NULL)) OR ((value >= (0)::numeric) AND (NOT ((currency)::text = ''::text)))))
);
ALTER TABLE public.community_initiativeoutcome ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_initiativeoutcome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_initiativepartner (
    id bigint NOT NULL,
    role character varying(10) NOT NULL,
    share character varying(160) NOT NULL,
    words text NOT NULL,
    since timestamp with time zone,
    moved_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    initiative_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT initiative_partner_since CHECK (((NOT ((role)::text = 'partner'::text)) OR (since IS NOT NULL)))
);
ALTER TABLE public.community_initiativepartner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_initiativepartner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_initiativestep (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    "position" integer NOT NULL,
    title character varying(200) NOT NULL,
    due_on date,
    done_at timestamp with time zone,
    note character varying(400) NOT NULL,
    link character varying(400) NOT NULL,
    reminded_for date,
    company_id bigint,
    done_by_id bigint,
    file_id bigint,
    initiative_id bigint NOT NULL,
    CONSTRAINT community_initiativestep_position_check CHECK (("position" >= 0)),
    CONSTRAINT initiative_step_not_empty CHECK ((NOT ((title)::text = ''::text)))
);
ALTER TABLE public.community_initiativestep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_initiativestep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_joinquestion (
    id bigint NOT NULL,
    text character varying(300) NOT NULL,
    kind character varying(6) NOT NULL,
    choices jsonb NOT NULL,
    is_required boolean NOT NULL,
    "position" integer NOT NULL,
    community_id bigint NOT NULL,
    CONSTRAINT community_joinquestion_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.community_joinquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_joinquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_jointlisting (
    id bigint NOT NULL,
    is_shown boolean NOT NULL,
    member_id bigint NOT NULL
);
ALTER TABLE public.community_jointlisting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_jointlisting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_measure (
    id bigint NOT NULL,
    act character varying(8) NOT NULL,
    is_automatic boolean NOT NULL,
    until timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    case_id bigint NOT NULL,
    CONSTRAINT measure_suspension_ends CHECK (((((act)::text = 'suspend'::text) AND (until IS NOT NULL)) OR ((NOT ((act)::text = 'suspend'::text)) AND (until IS NULL))))
);
ALTER TABLE public.community_measure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_measure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_meetingplan (
    id bigint NOT NULL,
    tables integer NOT NULL,
    slot_minutes integer NOT NULL,
    break_minutes integer NOT NULL,
    windows jsonb NOT NULL,
    wish_by timestamp with time zone,
    placed_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    gathering_id bigint NOT NULL,
    CONSTRAINT community_meetingplan_break_minutes_check CHECK ((break_minutes >= 0)),
    CONSTRAINT community_meetingplan_slot_minutes_check CHECK ((slot_minutes >= 0)),
    CONSTRAINT community_meetingplan_tables_check CHECK ((tables >= 0)),
    CONSTRAINT meeting_plan_has_tables CHECK (((slot_minutes >= 5) AND (tables >= 1)))
);
ALTER TABLE public.community_meetingplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_meetingplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_meetingslot (
    id bigint NOT NULL,
    number integer NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT community_meetingslot_number_check CHECK ((number >= 0))
);
ALTER TABLE public.community_meetingslot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_meetingslot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_membershipchange (
    id bigint NOT NULL,
    what character varying(10) NOT NULL,
    detail character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_company_id bigint,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.community_membershipchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_membershipchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_moderationcase (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    kind character varying(20) NOT NULL,
    key character varying(20) NOT NULL,
    source character varying(8) NOT NULL,
    finding character varying(200) NOT NULL,
    title character varying(200) NOT NULL,
    excerpt text NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reason character varying(12) NOT NULL,
    words text NOT NULL,
    reply text NOT NULL,
    decided_at timestamp with time zone,
    is_by_programme boolean NOT NULL,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    decided_by_id bigint,
    user_id bigint,
    CONSTRAINT moderation_against_with_words CHECK (((NOT ((state)::text = ANY ((ARRAY['upheld'::character varying, 'back'::character varying])::text[]))) OR ((NOT (words = ''::text)) AND (NOT ((reason)::text = ''::text))))),
    CONSTRAINT moderation_decided_when CHECK ((((decided_at IS NULL) AND ((state)::text = 'open'::text)) OR ((NOT ((state)::text = 'open'::text)) AND (decided_at IS NOT NULL))))
);
ALTER TABLE public.community_moderationcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_moderationcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_moderationentry (
    id bigint NOT NULL,
    act character varying(80) NOT NULL,
    words text NOT NULL,
    seen text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    case_id bigint,
    community_id bigint NOT NULL,
    company_id bigint,
    user_id bigint
);
ALTER TABLE public.community_moderationentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_moderationentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_moderationsettings (
    id bigint NOT NULL,
    hold_first smallint NOT NULL,
    new_days smallint NOT NULL,
    posts_an_hour smallint NOT NULL,
    most_strikes smallint NOT NULL,
    strike_months smallint NOT NULL,
    suspend_days smallint NOT NULL,
    links character varying(8) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    community_id bigint NOT NULL,
    CONSTRAINT community_moderationsettings_hold_first_check CHECK ((hold_first >= 0)),
    CONSTRAINT community_moderationsettings_most_strikes_check CHECK ((most_strikes >= 0)),
    CONSTRAINT community_moderationsettings_new_days_check CHECK ((new_days >= 0)),
    CONSTRAINT community_moderationsettings_posts_an_hour_check CHECK ((posts_an_hour >= 0)),
    CONSTRAINT community_moderationsettings_strike_months_check CHECK ((strike_months >= 0)),
    CONSTRAINT community_moderationsettings_suspend_days_check CHECK ((suspend_days >= 0)),
    CONSTRAINT moderation_hold_first CHECK ((hold_first <= 5)),
    CONSTRAINT moderation_pace_in_range CHECK (((new_days <= 365) AND ((posts_an_hour >= 1) AND (posts_an_hour <= 200)))),
    CONSTRAINT moderation_strikes_in_range CHECK ((((most_strikes >= 1) AND (most_strikes <= 10)) AND ((strike_months >= 1) AND (strike_months <= 36)) AND ((suspend_days >= 1) AND (suspend_days <= 365))))
);
ALTER TABLE public.community_moderationsettings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_moderationsettings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_poll (
    id bigint NOT NULL,
    question character varying(200) NOT NULL,
    is_multiple boolean NOT NULL,
    results character varying(10) NOT NULL,
    closes_at timestamp with time zone,
    thread_id bigint NOT NULL
);
ALTER TABLE public.community_poll ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_poll_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_polloption (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    text character varying(200) NOT NULL,
    poll_id bigint NOT NULL,
    CONSTRAINT community_polloption_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.community_polloption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_polloption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_pollvote (
    id bigint NOT NULL,
    is_only boolean NOT NULL,
    company_id bigint NOT NULL,
    option_id bigint NOT NULL,
    poll_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.community_pollvote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_pollvote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_post (
    id bigint NOT NULL,
    number integer NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    thread_id bigint NOT NULL,
    hidden_reason character varying(2000) NOT NULL,
    standing character varying(8) NOT NULL,
    answers_id bigint,
    edited_at timestamp with time zone,
    removed_at timestamp with time zone,
    thank_count integer NOT NULL,
    version integer NOT NULL,
    CONSTRAINT community_post_number_check CHECK ((number >= 0)),
    CONSTRAINT community_post_thank_count_check CHECK ((thank_count >= 0)),
    CONSTRAINT community_post_version_check CHECK ((version >= 0)),
    CONSTRAINT post_removed_says_nothing CHECK (((removed_at IS NULL) OR (body = ''::text)))
);
ALTER TABLE public.community_post ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_post_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_postfile (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    kind character varying(8) NOT NULL,
    name character varying(120) NOT NULL,
    file character varying(100) NOT NULL,
    small character varying(100) NOT NULL,
    size integer NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT community_postfile_height_check CHECK ((height >= 0)),
    CONSTRAINT community_postfile_size_check CHECK ((size >= 0)),
    CONSTRAINT community_postfile_width_check CHECK ((width >= 0))
);
ALTER TABLE public.community_postfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_postfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_postmention (
    id bigint NOT NULL,
    name character varying(300) NOT NULL,
    company_id bigint,
    post_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT post_mention_of_one CHECK ((((company_id IS NOT NULL) AND (user_id IS NULL)) OR ((company_id IS NULL) AND (user_id IS NOT NULL))))
);
ALTER TABLE public.community_postmention ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_postmention_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_postthank (
    id bigint NOT NULL,
    post_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.community_postthank ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_postthank_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_postversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    body text NOT NULL,
    until timestamp with time zone NOT NULL,
    post_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT community_postversion_number_check CHECK ((number >= 0))
);
ALTER TABLE public.community_postversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_postversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_registration (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    state character varying(10) NOT NULL,
    note text NOT NULL,
    answers jsonb NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    sequence integer NOT NULL,
    checked_in_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    gathering_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT community_registration_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE public.community_registration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_registration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_resultssettings (
    id bigint NOT NULL,
    audience character varying(10) NOT NULL,
    community_id bigint NOT NULL
);
ALTER TABLE public.community_resultssettings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_resultssettings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_stay (
    id bigint NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT stay_in_order CHECK (((left_at IS NULL) OR (left_at >= joined_at)))
);
ALTER TABLE public.community_stay ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_stay_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_tablemeeting (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    words text NOT NULL,
    state character varying(8) NOT NULL,
    turn character varying(5) NOT NULL,
    "table" integer,
    is_by_hand boolean NOT NULL,
    reason character varying(300) NOT NULL,
    attendance character varying(6) NOT NULL,
    missed_by character varying(5) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    asked_id bigint NOT NULL,
    asker_id bigint NOT NULL,
    gathering_id bigint NOT NULL,
    slot_id bigint,
    user_id bigint,
    wished_slot_id bigint,
    CONSTRAINT community_tablemeeting_table_check CHECK (("table" >= 0)),
    CONSTRAINT table_meeting_has_both_or_none CHECK ((((slot_id IS NULL) AND ("table" IS NULL)) OR ((slot_id IS NOT NULL) AND ((state)::text = 'agreed'::text) AND ("table" >= 1)))),
    CONSTRAINT table_meeting_of_two CHECK ((NOT (asker_id = asked_id)))
);
ALTER TABLE public.community_tablemeeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_tablemeeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_tableoutcome (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    words text NOT NULL,
    value numeric(14,2),
    currency character varying(3) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.community_tableoutcome ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_tableoutcome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_tableprofile (
    id bigint NOT NULL,
    seeks text NOT NULL,
    offers text NOT NULL,
    is_out boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    gathering_id bigint NOT NULL
);
ALTER TABLE public.community_tableprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_tableprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_tableseat (
    id bigint NOT NULL,
    side character varying(5) NOT NULL,
    meeting_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.community_tableseat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_tableseat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_talkcategory (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(60) NOT NULL,
    about character varying(200) NOT NULL,
    starters character varying(10) NOT NULL,
    "position" smallint NOT NULL,
    community_id bigint NOT NULL,
    CONSTRAINT community_talkcategory_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.community_talkcategory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_talkcategory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_talkchoice (
    id bigint NOT NULL,
    level character varying(6) NOT NULL,
    read_at timestamp with time zone,
    community_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.community_talkchoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_talkchoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_thread (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(160) NOT NULL,
    is_pinned boolean NOT NULL,
    is_locked boolean NOT NULL,
    post_count integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_post_at timestamp with time zone NOT NULL,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    hidden_reason character varying(2000) NOT NULL,
    standing character varying(8) NOT NULL,
    accepted_id bigint,
    is_question boolean NOT NULL,
    thank_count integer NOT NULL,
    category_id bigint,
    CONSTRAINT community_thread_post_count_check CHECK ((post_count >= 0)),
    CONSTRAINT community_thread_thank_count_check CHECK ((thank_count >= 0)),
    CONSTRAINT thread_answer_of_question CHECK (((accepted_id IS NULL) OR is_question))
);
ALTER TABLE public.community_thread ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_thread_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_threadplace (
    id bigint NOT NULL,
    seen integer NOT NULL,
    follows character varying(6) NOT NULL,
    thread_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT community_threadplace_seen_check CHECK ((seen >= 0))
);
ALTER TABLE public.community_threadplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_threadplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_vouching (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    points jsonb NOT NULL,
    visited_on date,
    years smallint,
    papers character varying(300) NOT NULL,
    words text NOT NULL,
    valid_until date NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    ended_at timestamp with time zone,
    reason character varying(500) NOT NULL,
    answered_by_id bigint,
    claim_id bigint,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    voucher_id bigint NOT NULL,
    CONSTRAINT community_vouching_years_check CHECK ((years >= 0)),
    CONSTRAINT vouching_ended_with_reason CHECK (((NOT ((state)::text = ANY ((ARRAY['revoked'::character varying, 'withdrawn'::character varying])::text[]))) OR ((NOT ((reason)::text = ''::text)) AND (ended_at IS NOT NULL)))),
    CONSTRAINT vouching_not_for_oneself CHECK ((NOT (company_id = voucher_id))),
    CONSTRAINT vouching_of_something CHECK ((NOT (points = '[]'::jsonb))),
    CONSTRAINT vouching_says_how_it_knows CHECK (((visited_on IS NOT NULL) OR (years IS NOT NULL) OR (NOT ((papers)::text = ''::text))))
);
ALTER TABLE public.community_vouching ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_vouching_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_apitoken (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    hint character varying(8) NOT NULL,
    scopes jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    used_at timestamp with time zone,
    company_id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    issued_by_id bigint,
    name character varying(80) NOT NULL,
    revoked_at timestamp with time zone,
    used_from inet
);
ALTER TABLE public.companies_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_boothlayout (
    id bigint NOT NULL,
    "order" jsonb NOT NULL,
    hidden jsonb NOT NULL,
    picked jsonb NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL
);
ALTER TABLE public.companies_boothlayout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_boothlayout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_certificate (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    issuer character varying(120) NOT NULL,
    number character varying(60) NOT NULL,
    valid_until date,
    company_id bigint NOT NULL,
    check_url character varying(200) NOT NULL,
    file character varying(100) NOT NULL,
    is_file_public boolean NOT NULL,
    removed_at timestamp with time zone,
    scope character varying(300) NOT NULL,
    ref character varying(16) NOT NULL
);
ALTER TABLE public.companies_certificate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_certificate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_claim (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    kind character varying(12) NOT NULL,
    value character varying(200) NOT NULL,
    legal_name character varying(200) NOT NULL,
    words text NOT NULL,
    state character varying(14) NOT NULL,
    submitted_at timestamp with time zone,
    first_at timestamp with time zone,
    decided_at timestamp with time zone,
    checker character varying(120) NOT NULL,
    method character varying(12) NOT NULL,
    checked_on date,
    valid_until date,
    company_name character varying(120) NOT NULL,
    reason character varying(12) NOT NULL,
    reason_words text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    assigned_to_id bigint,
    company_id bigint NOT NULL,
    decided_by_id bigint,
    first_by_id bigint,
    submitted_by_id bigint,
    CONSTRAINT claim_high_tier_seen_twice CHECK (((NOT (((kind)::text = ANY ((ARRAY['documents'::character varying, 'visit'::character varying, 'vouching'::character varying])::text[])) AND ((state)::text = 'approved'::text))) OR (first_at IS NOT NULL))),
    CONSTRAINT claim_returned_with_reason CHECK (((NOT ((state)::text = 'returned'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT claim_says_who_and_when CHECK (((NOT ((state)::text = 'approved'::text)) OR ((NOT ((checker)::text = ''::text)) AND (checked_on IS NOT NULL) AND (((kind)::text = 'email'::text) OR (valid_until IS NOT NULL))))),
    CONSTRAINT claim_two_pairs_of_eyes CHECK (((first_by_id IS NULL) OR (decided_by_id IS NULL) OR (NOT ((first_by_id = decided_by_id) AND (first_by_id IS NOT NULL) AND (decided_by_id IS NOT NULL)))))
);
CREATE TABLE public.companies_claim_evidence (
    id bigint NOT NULL,
    claim_id bigint NOT NULL,
    documentversion_id bigint NOT NULL
);
ALTER TABLE public.companies_claim_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_claim_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.companies_claim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_company (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    slug character varying(80) NOT NULL,
    name character varying(120) NOT NULL,
    legal_name character varying(200) NOT NULL,
    local_name character varying(120) NOT NULL,
    kind character varying(12) NOT NULL,
    country character varying(2) NOT NULL,
    city character varying(80) NOT NULL,
    timezone character varying(64) NOT NULL,
    opens_at time without time zone,
    closes_at time without time zone,
    founded_year smallint,
    employees character varying(8) NOT NULL,
    languages jsonb NOT NULL,
    markets jsonb NOT NULL,
    sector character varying(40) NOT NULL,
    website character varying(200) NOT NULL,
    logo character varying(100) NOT NULL,
    cover character varying(100) NOT NULL,
    tier smallint NOT NULL,
    tier_since date,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    capacity text NOT NULL,
    export_share character varying(8) NOT NULL,
    main_products text NOT NULL,
    postcode character varying(16) NOT NULL,
    region character varying(80) NOT NULL,
    registration_kind character varying(40) NOT NULL,
    registration_number character varying(40) NOT NULL,
    street character varying(160) NOT NULL,
    turnover character varying(8) NOT NULL,
    working_days jsonb NOT NULL,
    email character varying(254) NOT NULL,
    email_rule character varying(10) NOT NULL,
    phone character varying(20) NOT NULL,
    phone_rule character varying(10) NOT NULL,
    cover_small character varying(100) NOT NULL,
    cover_small_webp character varying(100) NOT NULL,
    cover_webp character varying(100) NOT NULL,
    logo_webp character varying(100) NOT NULL,
    takes_bookings boolean NOT NULL,
    CONSTRAINT companies_company_founded_year_check CHECK ((founded_year >= 0)),
    CONSTRAINT companies_company_tier_check CHECK ((tier >= 0)),
    CONSTRAINT company_has_name CHECK ((NOT ((name)::text = ''::text))),
    CONSTRAINT company_tier_known CHECK (((tier >= 0) AND (tier <= 3)))
);
ALTER TABLE public.companies_company ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_company_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_companymerge (
    id bigint NOT NULL,
    report jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kept_id bigint NOT NULL,
    lost_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT company_merge_of_two CHECK ((NOT (kept_id = lost_id)))
);
ALTER TABLE public.companies_companymerge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_companymerge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_companyphoto (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    "position" smallint NOT NULL,
    caption character varying(160) NOT NULL,
    alt character varying(200) NOT NULL,
    image character varying(100) NOT NULL,
    image_webp character varying(100) NOT NULL,
    small character varying(100) NOT NULL,
    small_webp character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT companies_companyphoto_height_check CHECK ((height >= 0)),
    CONSTRAINT companies_companyphoto_position_check CHECK (("position" >= 0)),
    CONSTRAINT companies_companyphoto_width_check CHECK ((width >= 0)),
    CONSTRAINT photo_within_twelve CHECK (("position" < 12))
);
ALTER TABLE public.companies_companyphoto ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_companyphoto_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_companytext (
    id bigint NOT NULL,
    language character varying(8) NOT NULL,
    tagline character varying(200) NOT NULL,
    about text NOT NULL,
    company_id bigint NOT NULL
);
ALTER TABLE public.companies_companytext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_companytext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_documentversion (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    number smallint NOT NULL,
    file character varying(100) NOT NULL,
    name character varying(120) NOT NULL,
    media_type character varying(40) NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    valid_until date,
    created_at timestamp with time zone NOT NULL,
    uploaded_by_id bigint,
    document_id bigint NOT NULL,
    CONSTRAINT companies_documentversion_number_check CHECK ((number >= 0)),
    CONSTRAINT companies_documentversion_size_check CHECK ((size >= 0))
);
ALTER TABLE public.companies_documentversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_documentversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_handover (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    company_id bigint NOT NULL,
    giver_id bigint NOT NULL,
    receiver_id bigint NOT NULL,
    CONSTRAINT handover_to_another CHECK ((NOT (giver_id = receiver_id)))
);
ALTER TABLE public.companies_handover ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_handover_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_impersonation (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    category character varying(8) NOT NULL,
    reason character varying(500) NOT NULL,
    ticket character varying(60) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    company_id bigint NOT NULL,
    person_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT impersonation_has_reason CHECK (((NOT ((reason)::text = ''::text)) AND (NOT ((ticket)::text = ''::text)))),
    CONSTRAINT impersonation_of_another CHECK ((NOT (staff_id = person_id)))
);
ALTER TABLE public.companies_impersonation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_impersonation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_invitation (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(8) NOT NULL,
    language character varying(8) NOT NULL,
    words text NOT NULL,
    state character varying(10) NOT NULL,
    digest character varying(64) NOT NULL,
    round integer NOT NULL,
    mailed_round integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    sent_on date,
    sent_count smallint NOT NULL,
    accepted_by_id bigint,
    company_id bigint NOT NULL,
    invited_by_id bigint,
    CONSTRAINT companies_invitation_mailed_round_check CHECK ((mailed_round >= 0)),
    CONSTRAINT companies_invitation_round_check CHECK ((round >= 0)),
    CONSTRAINT companies_invitation_sent_count_check CHECK ((sent_count >= 0)),
    CONSTRAINT invitation_has_address CHECK ((NOT ((email)::text = ''::text)))
);
ALTER TABLE public.companies_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_mandate (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    edits_catalogue boolean NOT NULL,
    sells boolean NOT NULL,
    buys boolean NOT NULL,
    talks boolean NOT NULL,
    joins boolean NOT NULL,
    sell_limit numeric(18,4),
    buy_limit numeric(18,4),
    currency character varying(3) NOT NULL,
    names_people boolean NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    months smallint NOT NULL,
    is_agents_proposal boolean NOT NULL,
    words text NOT NULL,
    texts jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    state character varying(8) NOT NULL,
    "end" character varying(9) NOT NULL,
    end_words character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    given_at timestamp with time zone,
    ended_at timestamp with time zone,
    warned smallint,
    digested_at timestamp with time zone,
    agent_id bigint NOT NULL,
    answered_by_id bigint,
    principal_id bigint NOT NULL,
    proposed_by_id bigint,
    CONSTRAINT companies_mandate_months_check CHECK ((months >= 0)),
    CONSTRAINT companies_mandate_warned_check CHECK ((warned >= 0)),
    CONSTRAINT mandate_buy_limit CHECK ((((buy_limit IS NULL) AND (NOT buys)) OR ((buy_limit > (0)::numeric) AND (buy_limit IS NOT NULL) AND buys))),
    CONSTRAINT mandate_covers_something CHECK ((edits_catalogue OR sells OR buys OR talks OR joins)),
    CONSTRAINT mandate_end_is_told CHECK ((((ended_at IS NOT NULL) AND ((state)::text = 'ended'::text) AND (NOT (("end")::text = ''::text))) OR ((NOT ((state)::text = 'ended'::text)) AND (("end")::text = ''::text) AND (ended_at IS NULL)))),
    CONSTRAINT mandate_for_another CHECK ((NOT (principal_id = agent_id))),
    CONSTRAINT mandate_has_digest CHECK ((NOT ((digest)::text = ''::text))),
    CONSTRAINT mandate_period CHECK (((ends_on > starts_on) AND (months >= 1) AND (months <= 24))),
    CONSTRAINT mandate_sell_limit CHECK ((((sell_limit IS NULL) AND (NOT sells)) OR ((sell_limit > (0)::numeric) AND (sell_limit IS NOT NULL) AND sells)))
);
ALTER TABLE public.companies_mandate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_mandate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_mandate_people (
    id bigint NOT NULL,
    mandate_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.companies_mandate_people ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_mandate_people_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_membership (
    id bigint NOT NULL,
    role character varying(8) NOT NULL,
    title character varying(80) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    is_confirmable boolean NOT NULL,
    seen_at timestamp with time zone
);
ALTER TABLE public.companies_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_mergeproposal (
    id bigint NOT NULL,
    signs jsonb NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    decided_by_id bigint,
    first_id bigint NOT NULL,
    second_id bigint NOT NULL,
    CONSTRAINT merge_proposal_in_order CHECK ((first_id < second_id))
);
ALTER TABLE public.companies_mergeproposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_mergeproposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_nameflag (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    likeness character varying(8) NOT NULL,
    score smallint NOT NULL,
    seen character varying(200) NOT NULL,
    state character varying(8) NOT NULL,
    words text NOT NULL,
    closed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    closed_by_id bigint,
    company_id bigint NOT NULL,
    other_id bigint NOT NULL,
    CONSTRAINT companies_nameflag_score_check CHECK ((score >= 0)),
    CONSTRAINT name_flag_of_two CHECK ((NOT (company_id = other_id)))
);
ALTER TABLE public.companies_nameflag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_nameflag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_reminder (
    id bigint NOT NULL,
    days smallint NOT NULL,
    valid_until date NOT NULL,
    created_at timestamp with time zone NOT NULL,
    claim_id bigint,
    version_id bigint,
    CONSTRAINT reminder_of_one_thing CHECK ((((claim_id IS NOT NULL) AND (version_id IS NULL)) OR ((claim_id IS NULL) AND (version_id IS NOT NULL))))
);
ALTER TABLE public.companies_reminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_reminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_shortaddress (
    id bigint NOT NULL,
    name character varying(30) NOT NULL,
    is_current boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL
);
ALTER TABLE public.companies_shortaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_shortaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_staffnote (
    id bigint NOT NULL,
    words text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.companies_staffnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_staffnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_suspension (
    id bigint NOT NULL,
    reason character varying(16) NOT NULL,
    words text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    appeal_text text NOT NULL,
    appealed_at timestamp with time zone,
    answer text NOT NULL,
    upheld_at timestamp with time zone,
    ended_at timestamp with time zone,
    appealed_by_id bigint,
    company_id bigint NOT NULL,
    ended_by_id bigint,
    started_by_id bigint,
    CONSTRAINT suspension_appeal_whole CHECK ((((appeal_text = ''::text) AND (appealed_at IS NULL)) OR ((appealed_at IS NOT NULL) AND (NOT (appeal_text = ''::text))))),
    CONSTRAINT suspension_ends_later CHECK (((ended_at IS NULL) OR (ended_at >= started_at)))
);
ALTER TABLE public.companies_suspension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_suspension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    language character varying(8) NOT NULL,
    currency character varying(3) NOT NULL,
    timezone character varying(64) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT user_deleted_is_nobody CHECK ((((deleted_at IS NULL) AND (NOT ((email)::text = ''::text))) OR ((deleted_at IS NOT NULL) AND ((email)::text = ''::text) AND (NOT is_active) AND (NOT is_staff) AND ((name)::text = ''::text))))
);
CREATE TABLE public.companies_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.companies_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.companies_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.companies_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_vaultdocument (
    id bigint NOT NULL,
    kind character varying(32) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL
);
ALTER TABLE public.companies_vaultdocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_vaultdocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_webhookattempt (
    id bigint NOT NULL,
    number smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    took_ms integer NOT NULL,
    status smallint,
    error character varying(10) NOT NULL,
    response text NOT NULL,
    delivery_id bigint NOT NULL,
    CONSTRAINT companies_webhookattempt_number_check CHECK ((number >= 0)),
    CONSTRAINT companies_webhookattempt_status_check CHECK ((status >= 0)),
    CONSTRAINT companies_webhookattempt_took_ms_check CHECK ((took_ms >= 0))
);
ALTER TABLE public.companies_webhookattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_webhookattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_webhookdelivery (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    event_id bigint,
    message character varying(40) NOT NULL,
    kind character varying(80) NOT NULL,
    body text NOT NULL,
    state character varying(9) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone,
    tries smallint NOT NULL,
    delivered_at timestamp with time zone,
    endpoint_id bigint NOT NULL,
    CONSTRAINT companies_webhookdelivery_tries_check CHECK ((tries >= 0)),
    CONSTRAINT webhook_delivered_when CHECK (((NOT ((state)::text = 'delivered'::text)) OR (delivered_at IS NOT NULL)))
);
ALTER TABLE public.companies_webhookdelivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_webhookdelivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.companies_webhookendpoint (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    url character varying(500) NOT NULL,
    description character varying(120) NOT NULL,
    events jsonb NOT NULL,
    state character varying(7) NOT NULL,
    reason character varying(7) NOT NULL,
    sealed_secret text NOT NULL,
    sealed_old_secret text NOT NULL,
    old_secret_until timestamp with time zone,
    token character varying(8) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    since timestamp with time zone NOT NULL,
    last_taken_at timestamp with time zone,
    failing_since timestamp with time zone,
    failures integer NOT NULL,
    hold_until timestamp with time zone,
    busy_until timestamp with time zone,
    company_id bigint NOT NULL,
    made_by_id bigint,
    CONSTRAINT companies_webhookendpoint_failures_check CHECK ((failures >= 0)),
    CONSTRAINT webhook_failing_says_since CHECK ((((failing_since IS NULL) AND (failures = 0)) OR ((failing_since IS NOT NULL) AND (failures > 0)))),
    CONSTRAINT webhook_stopped_says_why CHECK (((((state)::text = 'stopped'::text) AND (NOT ((reason)::text = ''::text))) OR ((NOT ((state)::text = 'stopped'::text)) AND ((reason)::text = ''::text))))
);
ALTER TABLE public.companies_webhookendpoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.companies_webhookendpoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_alwaystranslate (
    id bigint NOT NULL,
    language character varying(10) NOT NULL,
    room_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.consultations_alwaystranslate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_alwaystranslate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_autoreply (
    id bigint NOT NULL,
    outside_hours boolean NOT NULL,
    first_day date,
    last_day date,
    texts jsonb NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT auto_reply_days_in_order CHECK (((last_day IS NULL) OR (last_day >= first_day)))
);
ALTER TABLE public.consultations_autoreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_autoreply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_autoreplysent (
    id bigint NOT NULL,
    day date NOT NULL,
    company_id bigint NOT NULL,
    room_id bigint NOT NULL
);
ALTER TABLE public.consultations_autoreplysent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_autoreplysent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_caution (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    message_id bigint NOT NULL,
    CONSTRAINT caution_has_length CHECK (("end" > start)),
    CONSTRAINT consultations_caution_end_check CHECK (("end" >= 0)),
    CONSTRAINT consultations_caution_start_check CHECK ((start >= 0))
);
ALTER TABLE public.consultations_caution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_caution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_chainentry (
    id bigint NOT NULL,
    seq integer NOT NULL,
    kind character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    user_number bigint,
    company_number bigint,
    author character varying(300) NOT NULL,
    company_ref character varying(40) NOT NULL,
    company_name character varying(300) NOT NULL,
    message_number integer,
    words_sha256 character varying(64) NOT NULL,
    details jsonb NOT NULL,
    is_automatic boolean NOT NULL,
    is_backfilled boolean NOT NULL,
    link character varying(64) NOT NULL,
    room_id bigint NOT NULL,
    CONSTRAINT chain_seq_from_one CHECK ((seq >= 1)),
    CONSTRAINT consultations_chainentry_message_number_check CHECK ((message_number >= 0)),
    CONSTRAINT consultations_chainentry_seq_check CHECK ((seq >= 0))
);
ALTER TABLE public.consultations_chainentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_chainentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_desklook (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    staff_number bigint NOT NULL,
    staff_name character varying(300) NOT NULL,
    case_ref character varying(16) NOT NULL,
    room_ref character varying(16) NOT NULL,
    company_name character varying(300) NOT NULL,
    reason character varying(500) NOT NULL,
    was_open boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT desk_look_has_reason CHECK ((NOT ((reason)::text = ''::text)))
);
ALTER TABLE public.consultations_desklook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_desklook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_desktag (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    name character varying(40) NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT desk_tag_not_empty CHECK ((NOT ((name)::text = ''::text)))
);
ALTER TABLE public.consultations_desktag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_desktag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_meeting (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    state character varying(10) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    host_zone character varying(64) NOT NULL,
    guest_zone character varying(64) NOT NULL,
    topic text NOT NULL,
    where_kind character varying(8) NOT NULL,
    "where" character varying(300) NOT NULL,
    sequence integer NOT NULL,
    reason character varying(300) NOT NULL,
    missed_by character varying(5) NOT NULL,
    settled_at timestamp with time zone NOT NULL,
    told_day timestamp with time zone,
    told_hour timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    ended_by_id bigint,
    guest_id bigint,
    guest_company_id bigint NOT NULL,
    host_id bigint,
    host_company_id bigint NOT NULL,
    room_id bigint NOT NULL,
    CONSTRAINT consultations_meeting_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT meeting_between_two CHECK ((NOT (host_company_id = guest_company_id))),
    CONSTRAINT meeting_forward CHECK ((ends_at > starts_at)),
    CONSTRAINT meeting_missed_by_somebody CHECK (((((state)::text = 'missed'::text) AND (NOT ((missed_by)::text = ''::text))) OR ((NOT ((state)::text = 'missed'::text)) AND ((missed_by)::text = ''::text)))),
    CONSTRAINT meeting_says_where CHECK ((((where_kind)::text = 'open'::text) OR (NOT (("where")::text = ''::text)))),
    CONSTRAINT meeting_state_known CHECK (((state)::text = ANY ((ARRAY['requested'::character varying, 'confirmed'::character varying, 'held'::character varying, 'missed'::character varying, 'cancelled'::character varying, 'lapsed'::character varying])::text[])))
);
ALTER TABLE public.consultations_meeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_meeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_meetingday (
    id bigint NOT NULL,
    day date NOT NULL,
    starts_at time without time zone,
    ends_at time without time zone,
    hours_id bigint NOT NULL,
    CONSTRAINT meeting_day_forward CHECK ((((ends_at IS NULL) AND (starts_at IS NULL)) OR ((ends_at IS NOT NULL) AND (starts_at IS NOT NULL) AND ((ends_at > starts_at) OR (ends_at = '00:00:00'::time without time zone)))))
);
ALTER TABLE public.consultations_meetingday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_meetingday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_meetingfeed (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.consultations_meetingfeed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_meetingfeed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_meetinghours (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    is_open boolean NOT NULL,
    zone character varying(64) NOT NULL,
    length smallint NOT NULL,
    pause smallint NOT NULL,
    notice smallint NOT NULL,
    horizon smallint NOT NULL,
    by_hand boolean NOT NULL,
    where_kind character varying(8) NOT NULL,
    "where" character varying(300) NOT NULL,
    about text NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT consultations_meetinghours_horizon_check CHECK ((horizon >= 0)),
    CONSTRAINT consultations_meetinghours_length_check CHECK ((length >= 0)),
    CONSTRAINT consultations_meetinghours_notice_check CHECK ((notice >= 0)),
    CONSTRAINT consultations_meetinghours_pause_check CHECK ((pause >= 0)),
    CONSTRAINT meeting_hours_length_known CHECK ((length = ANY (ARRAY[15, 30, 45, 60]))),
    CONSTRAINT meeting_hours_say_where CHECK ((((where_kind)::text = 'open'::text) OR (NOT (("where")::text = ''::text)))),
    CONSTRAINT meeting_hours_within_bounds CHECK (((horizon >= 1) AND (horizon <= 90) AND (notice <= 168) AND (pause <= 60)))
);
ALTER TABLE public.consultations_meetinghours ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_meetinghours_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_meetingpoint (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    text character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT meeting_point_not_empty CHECK ((NOT ((text)::text = ''::text)))
);
ALTER TABLE public.consultations_meetingpoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_meetingpoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_meetingtask (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    text character varying(300) NOT NULL,
    due_on date,
    done_at timestamp with time zone,
    told_due date,
    created_at timestamp with time zone NOT NULL,
    by_company_id bigint NOT NULL,
    by_user_id bigint,
    company_id bigint NOT NULL,
    done_by_id bigint,
    meeting_id bigint NOT NULL,
    owner_id bigint,
    CONSTRAINT meeting_task_not_empty CHECK ((NOT ((text)::text = ''::text)))
);
ALTER TABLE public.consultations_meetingtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_meetingtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_meetingwindow (
    id bigint NOT NULL,
    weekday smallint NOT NULL,
    starts_at time without time zone NOT NULL,
    ends_at time without time zone NOT NULL,
    hours_id bigint NOT NULL,
    CONSTRAINT consultations_meetingwindow_weekday_check CHECK ((weekday >= 0)),
    CONSTRAINT meeting_window_forward CHECK (((ends_at > starts_at) OR (ends_at = '00:00:00'::time without time zone))),
    CONSTRAINT meeting_window_weekday CHECK ((weekday <= 6))
);
ALTER TABLE public.consultations_meetingwindow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_meetingwindow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_mention (
    id bigint NOT NULL,
    name character varying(300) NOT NULL,
    message_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.consultations_mention ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_mention_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_message (
    id bigint NOT NULL,
    number integer NOT NULL,
    client_id uuid NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    room_id bigint NOT NULL,
    is_automatic boolean NOT NULL,
    change integer NOT NULL,
    deleted_at timestamp with time zone,
    edited_at timestamp with time zone,
    is_rich boolean NOT NULL,
    reply_to_id bigint,
    mandate_id bigint,
    CONSTRAINT consultations_message_change_check CHECK ((change >= 0)),
    CONSTRAINT consultations_message_number_check CHECK ((number >= 0)),
    CONSTRAINT message_deleted_has_no_words CHECK (((deleted_at IS NULL) OR (body = ''::text)))
);
ALTER TABLE public.consultations_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_messagecard (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    key character varying(90) NOT NULL,
    message_id bigint NOT NULL
);
ALTER TABLE public.consultations_messagecard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_messagecard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_messagefile (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    kind character varying(8) NOT NULL,
    name character varying(120) NOT NULL,
    file character varying(100) NOT NULL,
    small character varying(100) NOT NULL,
    size integer NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    message_id bigint NOT NULL,
    CONSTRAINT consultations_messagefile_height_check CHECK ((height >= 0)),
    CONSTRAINT consultations_messagefile_size_check CHECK ((size >= 0)),
    CONSTRAINT consultations_messagefile_width_check CHECK ((width >= 0))
);
ALTER TABLE public.consultations_messagefile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_messagefile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_messagetranslation (
    id bigint NOT NULL,
    words_sha256 character varying(64) NOT NULL,
    language character varying(10) NOT NULL,
    state character varying(8) NOT NULL,
    text text NOT NULL,
    source character varying(10) NOT NULL,
    provider character varying(80) NOT NULL,
    problem character varying(12) NOT NULL,
    changed jsonb NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    message_id bigint NOT NULL,
    CONSTRAINT message_translation_has_words CHECK (((NOT ((state)::text = 'done'::text)) OR (NOT (text = ''::text))))
);
ALTER TABLE public.consultations_messagetranslation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_messagetranslation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_messagewording (
    id bigint NOT NULL,
    body text NOT NULL,
    at timestamp with time zone NOT NULL,
    message_id bigint NOT NULL
);
ALTER TABLE public.consultations_messagewording ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_messagewording_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_minutessignature (
    id bigint NOT NULL,
    signer character varying(300) NOT NULL,
    digest character varying(64) NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    company_id bigint NOT NULL,
    user_id bigint,
    withdrawn_by_id bigint,
    version_id bigint NOT NULL
);
ALTER TABLE public.consultations_minutessignature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_minutessignature_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_minutesversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    body text NOT NULL,
    digest character varying(64) NOT NULL,
    author character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT consultations_minutesversion_number_check CHECK ((number >= 0)),
    CONSTRAINT minutes_not_empty CHECK ((NOT (body = ''::text)))
);
ALTER TABLE public.consultations_minutesversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_minutesversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_pin (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    message_id bigint NOT NULL,
    room_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.consultations_pin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_pin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_presencechoice (
    id bigint NOT NULL,
    is_shown boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.consultations_presencechoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_presencechoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_reaction (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    message_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT reaction_of_known_kind CHECK (((kind)::text = ANY ((ARRAY['agreed'::character varying, 'done'::character varying, 'question'::character varying, 'thanks'::character varying])::text[])))
);
ALTER TABLE public.consultations_reaction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_reaction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_readmark (
    id bigint NOT NULL,
    number integer NOT NULL,
    user_id bigint NOT NULL,
    room_id bigint NOT NULL,
    company_id bigint,
    CONSTRAINT consultations_readmark_number_check CHECK ((number >= 0))
);
ALTER TABLE public.consultations_readmark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_readmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_replybymail (
    id bigint NOT NULL,
    is_on boolean NOT NULL,
    series integer NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT consultations_replybymail_series_check CHECK ((series >= 0))
);
ALTER TABLE public.consultations_replybymail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_replybymail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_reportedtalk (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    room_id bigint NOT NULL
);
ALTER TABLE public.consultations_reportedtalk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_reportedtalk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_room (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    subject_kind character varying(20) NOT NULL,
    subject_key character varying(90) NOT NULL,
    title character varying(300) NOT NULL,
    pair character varying(60) NOT NULL,
    last_number integer NOT NULL,
    last_message_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_change integer NOT NULL,
    CONSTRAINT consultations_room_last_change_check CHECK ((last_change >= 0)),
    CONSTRAINT consultations_room_last_number_check CHECK ((last_number >= 0))
);
ALTER TABLE public.consultations_room ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_room_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_roomclosure (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    by_id bigint,
    room_id bigint NOT NULL
);
ALTER TABLE public.consultations_roomclosure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_roomclosure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_roomdesk (
    id bigint NOT NULL,
    snoozed_until timestamp with time zone,
    snoozed_number integer,
    archived_number integer,
    updated_at timestamp with time zone NOT NULL,
    assignee_id bigint,
    company_id bigint NOT NULL,
    room_id bigint NOT NULL,
    CONSTRAINT consultations_roomdesk_archived_number_check CHECK ((archived_number >= 0)),
    CONSTRAINT consultations_roomdesk_snoozed_number_check CHECK ((snoozed_number >= 0)),
    CONSTRAINT room_desk_sleeps_by_number CHECK ((((snoozed_number IS NULL) AND (snoozed_until IS NULL)) OR ((snoozed_number IS NOT NULL) AND (snoozed_until IS NOT NULL))))
);
ALTER TABLE public.consultations_roomdesk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_roomdesk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_roomdesk_tags (
    id bigint NOT NULL,
    roomdesk_id bigint NOT NULL,
    desktag_id bigint NOT NULL
);
ALTER TABLE public.consultations_roomdesk_tags ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_roomdesk_tags_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_roommute (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    room_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.consultations_roommute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_roommute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_roomparty (
    id bigint NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    room_id bigint NOT NULL,
    delivered_number integer NOT NULL,
    earlier jsonb NOT NULL,
    ended_at timestamp with time zone,
    first_number integer,
    first_seq integer,
    has_opened boolean NOT NULL,
    invited_by_id bigint,
    inviter_id bigint,
    last_number integer,
    last_seq integer,
    shows_earlier boolean NOT NULL,
    state character varying(10) NOT NULL,
    CONSTRAINT consultations_roomparty_delivered_number_check CHECK ((delivered_number >= 0)),
    CONSTRAINT consultations_roomparty_first_number_check CHECK ((first_number >= 0)),
    CONSTRAINT consultations_roomparty_first_seq_check CHECK ((first_seq >= 0)),
    CONSTRAINT consultations_roomparty_last_number_check CHECK ((last_number >= 0)),
    CONSTRAINT consultations_roomparty_last_seq_check CHECK ((last_seq >= 0)),
    CONSTRAINT room_party_part_has_entries CHECK ((((first_number IS NULL) AND (first_seq IS NULL)) OR ((first_number >= 1) AND (first_seq >= 1)))),
    CONSTRAINT room_party_sees_a_part CHECK ((((first_number IS NOT NULL) AND (last_number IS NULL) AND ((state)::text = 'here'::text)) OR ((NOT ((state)::text = 'here'::text)) AND (((first_number IS NULL) AND (last_number IS NULL)) OR (first_number <= (last_number + 1))))))
);
ALTER TABLE public.consultations_roomparty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_roomparty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_shownpart (
    id bigint NOT NULL,
    part character varying(8) NOT NULL,
    number integer,
    messages jsonb NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT consultations_shownpart_number_check CHECK ((number >= 0))
);
ALTER TABLE public.consultations_shownpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_shownpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_talkallowance (
    id bigint NOT NULL,
    minute_since timestamp with time zone,
    in_minute integer NOT NULL,
    day_since timestamp with time zone,
    in_day integer NOT NULL,
    rooms_since timestamp with time zone,
    rooms integer NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT consultations_talkallowance_in_day_check CHECK ((in_day >= 0)),
    CONSTRAINT consultations_talkallowance_in_minute_check CHECK ((in_minute >= 0)),
    CONSTRAINT consultations_talkallowance_rooms_check CHECK ((rooms >= 0))
);
ALTER TABLE public.consultations_talkallowance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_talkallowance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_talksuspension (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    by_id bigint,
    company_id bigint NOT NULL,
    CONSTRAINT talk_suspension_ends_later CHECK ((ends_at > started_at))
);
ALTER TABLE public.consultations_talksuspension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_talksuspension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_translationconsent (
    id bigint NOT NULL,
    given_at timestamp with time zone NOT NULL,
    company_id bigint,
    given_by_id bigint,
    user_id bigint,
    CONSTRAINT translation_consent_of_one CHECK ((((company_id IS NOT NULL) AND (user_id IS NULL)) OR ((company_id IS NULL) AND (user_id IS NOT NULL))))
);
ALTER TABLE public.consultations_translationconsent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_translationconsent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultations_wordssalt (
    id bigint NOT NULL,
    salt character varying(64) NOT NULL,
    entry_id bigint NOT NULL
);
ALTER TABLE public.consultations_wordssalt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultations_wordssalt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_event (
    id bigint NOT NULL,
    kind character varying(80) NOT NULL,
    subject_type character varying(80) NOT NULL,
    subject_id bigint,
    company_id bigint,
    payload jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    state character varying(8) NOT NULL,
    attempts smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    handled jsonb NOT NULL,
    error text NOT NULL,
    user_id bigint,
    through_id bigint,
    token character varying(8) NOT NULL,
    mandate_id bigint,
    CONSTRAINT core_event_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.core_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_timedjob (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    ran_at timestamp with time zone,
    error text NOT NULL
);
ALTER TABLE public.core_timedjob ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_timedjob_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);
ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_mailpreference (
    id bigint NOT NULL,
    "group" character varying(16) NOT NULL,
    rhythm character varying(8) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT mail_preference_known_rhythm CHECK (((rhythm)::text = ANY ((ARRAY['instant'::character varying, 'quarter'::character varying, 'hourly'::character varying, 'daily'::character varying, 'weekly'::character varying, 'off'::character varying])::text[]))),
    CONSTRAINT mail_preference_may_be_chosen CHECK ((("group")::text = ANY ((ARRAY['inquiries'::character varying, 'messages'::character varying, 'meetings'::character varying, 'mentions'::character varying, 'listings'::character varying, 'offers'::character varying, 'searches'::character varying, 'communities'::character varying, 'threads'::character varying, 'events'::character varying, 'company'::character varying, 'mandates'::character varying, 'verification'::character varying])::text[])))
);
ALTER TABLE public.notifications_mailpreference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_mailpreference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_notification (
    id bigint NOT NULL,
    event_id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    data jsonb NOT NULL,
    path character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    mailed_at timestamp with time zone,
    user_id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    company_id bigint,
    mail_at timestamp with time zone,
    power character varying(40) NOT NULL,
    times integer NOT NULL,
    CONSTRAINT notifications_notification_times_check CHECK ((times >= 0))
);
ALTER TABLE public.notifications_notification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_quiethours (
    id bigint NOT NULL,
    starts_at time without time zone,
    ends_at time without time zone,
    weekends boolean NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT quiet_hours_begin_and_end CHECK ((((ends_at IS NULL) AND (starts_at IS NULL)) OR ((ends_at IS NOT NULL) AND (starts_at IS NOT NULL) AND (NOT ((starts_at = ends_at) AND (starts_at IS NOT NULL) AND (ends_at IS NOT NULL))))))
);
ALTER TABLE public.notifications_quiethours ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_quiethours_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_cannedreply (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    language character varying(8) NOT NULL,
    title character varying(80) NOT NULL,
    body text NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT canned_reply_not_empty CHECK ((NOT (body = ''::text)))
);
ALTER TABLE public.offers_cannedreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_cannedreply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_companyblock (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    blocked_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT company_block_other CHECK ((NOT (company_id = blocked_id)))
);
ALTER TABLE public.offers_companyblock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_companyblock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_companyresponse (
    id bigint NOT NULL,
    received integer NOT NULL,
    in_time integer NOT NULL,
    median_hours numeric(7,1),
    counted_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT offers_companyresponse_in_time_check CHECK ((in_time >= 0)),
    CONSTRAINT offers_companyresponse_received_check CHECK ((received >= 0)),
    CONSTRAINT response_within_whole CHECK ((in_time <= received))
);
ALTER TABLE public.offers_companyresponse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_companyresponse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_inquiry (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(300) NOT NULL,
    quantity numeric(14,3),
    unit character varying(3) NOT NULL,
    target_amount numeric(18,4),
    currency character varying(3) NOT NULL,
    question text NOT NULL,
    answered_at timestamp with time zone,
    state character varying(10) NOT NULL,
    form_token uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    buyer_id bigint NOT NULL,
    product_id bigint,
    supplier_id bigint NOT NULL,
    user_id bigint,
    offer_id bigint,
    supplier_is_hidden boolean NOT NULL,
    assignee_id bigint,
    closed_at timestamp with time zone,
    closed_reason character varying(10) NOT NULL,
    closed_side character varying(8) NOT NULL,
    delivery_country character varying(2) NOT NULL,
    delivery_on date,
    incoterm character varying(3) NOT NULL,
    last_at timestamp with time zone NOT NULL,
    last_number integer NOT NULL,
    last_side character varying(8) NOT NULL,
    reminded_at timestamp with time zone,
    reminders smallint NOT NULL,
    role character varying(8) NOT NULL,
    spam character varying(10) NOT NULL,
    batch_id bigint,
    mandate_id bigint,
    CONSTRAINT inquiry_two_companies CHECK ((NOT (buyer_id = supplier_id))),
    CONSTRAINT offers_inquiry_last_number_check CHECK ((last_number >= 0)),
    CONSTRAINT offers_inquiry_reminders_check CHECK ((reminders >= 0))
);
ALTER TABLE public.offers_inquiry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_inquiry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_inquiryabsence (
    id bigint NOT NULL,
    until date NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.offers_inquiryabsence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_inquiryabsence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_inquiryassignment (
    id bigint NOT NULL,
    why character varying(8) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    by_id bigint,
    inquiry_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.offers_inquiryassignment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_inquiryassignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_inquirybatch (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(300) NOT NULL,
    question text NOT NULL,
    skipped jsonb NOT NULL,
    form_token uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    buyer_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.offers_inquirybatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_inquirybatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_inquirycontact (
    id bigint NOT NULL,
    side character varying(8) NOT NULL,
    name character varying(120) NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(40) NOT NULL,
    shared_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    inquiry_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.offers_inquirycontact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_inquirycontact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_inquiryfile (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    number integer NOT NULL,
    name character varying(120) NOT NULL,
    file character varying(100) NOT NULL,
    size integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    inquiry_id bigint NOT NULL,
    CONSTRAINT offers_inquiryfile_number_check CHECK ((number >= 0)),
    CONSTRAINT offers_inquiryfile_size_check CHECK ((size >= 0))
);
ALTER TABLE public.offers_inquiryfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_inquiryfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_inquiryline (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    title character varying(300) NOT NULL,
    sku character varying(64) NOT NULL,
    quantity numeric(14,3),
    unit character varying(3) NOT NULL,
    target_amount numeric(18,4),
    target_currency character varying(3) NOT NULL,
    amount numeric(18,4),
    currency character varying(3) NOT NULL,
    moq numeric(14,3),
    price_unit character varying(3) NOT NULL,
    picture character varying(100) NOT NULL,
    inquiry_id bigint NOT NULL,
    product_id bigint,
    CONSTRAINT inquiry_line_quantity_positive CHECK ((quantity > (0)::numeric)),
    CONSTRAINT offers_inquiryline_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.offers_inquiryline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_inquiryline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_inquirymessage (
    id bigint NOT NULL,
    number integer NOT NULL,
    side character varying(8) NOT NULL,
    role character varying(8) NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    inquiry_id bigint NOT NULL,
    user_id bigint,
    mandate_id bigint,
    CONSTRAINT inquiry_message_after_question CHECK ((number > 0)),
    CONSTRAINT inquiry_message_not_empty CHECK ((NOT (body = ''::text))),
    CONSTRAINT offers_inquirymessage_number_check CHECK ((number >= 0))
);
ALTER TABLE public.offers_inquirymessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_inquirymessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_inquirynote (
    id bigint NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    inquiry_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT inquiry_note_not_empty CHECK ((NOT (body = ''::text)))
);
ALTER TABLE public.offers_inquirynote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_inquirynote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_inquiryreport (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    reason character varying(12) NOT NULL,
    words character varying(500) NOT NULL,
    state character varying(10) NOT NULL,
    decided_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    decided_by_id bigint,
    inquiry_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT inquiry_report_decided_when CHECK ((((decided_at IS NULL) AND ((state)::text = 'open'::text)) OR ((NOT ((state)::text = 'open'::text)) AND (decided_at IS NOT NULL))))
);
ALTER TABLE public.offers_inquiryreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_inquiryreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_inquiryseen (
    id bigint NOT NULL,
    number integer NOT NULL,
    inquiry_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT offers_inquiryseen_number_check CHECK ((number >= 0))
);
ALTER TABLE public.offers_inquiryseen ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_inquiryseen_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_offer (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    side character varying(4) NOT NULL,
    title character varying(160) NOT NULL,
    text text NOT NULL,
    language character varying(8) NOT NULL,
    hs_code character varying(12) NOT NULL,
    quantity numeric(14,3),
    unit character varying(3) NOT NULL,
    amount numeric(18,4),
    currency character varying(3) NOT NULL,
    incoterm character varying(3) NOT NULL,
    incoterm_place character varying(80) NOT NULL,
    lead_time_days smallint,
    is_anonymous boolean NOT NULL,
    valid_until date NOT NULL,
    state character varying(10) NOT NULL,
    published_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    category_id bigint NOT NULL,
    company_id bigint NOT NULL,
    product_id bigint,
    user_id bigint,
    moq numeric(14,3),
    form_token uuid,
    circle character varying(40) NOT NULL,
    visibility character varying(8) NOT NULL,
    held_for jsonb NOT NULL,
    cleared jsonb NOT NULL,
    verdict text NOT NULL,
    copy_of_id bigint,
    posted_at timestamp with time zone,
    reminded_for date,
    CONSTRAINT offer_amount_has_currency CHECK (((amount IS NULL) OR ((amount >= (0)::numeric) AND (NOT ((currency)::text = ''::text))))),
    CONSTRAINT offer_circle_named CHECK (((((visibility)::text = 'circle'::text) AND (NOT ((circle)::text = ''::text))) OR ((NOT ((visibility)::text = 'circle'::text)) AND ((circle)::text = ''::text)))),
    CONSTRAINT offer_moq_positive CHECK ((moq > (0)::numeric)),
    CONSTRAINT offer_published_with_quantity CHECK (((quantity IS NOT NULL) OR (NOT ((state)::text = ANY ((ARRAY['open'::character varying, 'expired'::character varying, 'in_review'::character varying, 'filled'::character varying])::text[]))))),
    CONSTRAINT offer_quantity_positive CHECK ((quantity > (0)::numeric)),
    CONSTRAINT offers_offer_lead_time_days_check CHECK ((lead_time_days >= 0))
);
ALTER TABLE public.offers_offer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_offer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_offerdocument (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(120) NOT NULL,
    file character varying(100) NOT NULL,
    size integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    offer_id bigint NOT NULL,
    CONSTRAINT offer_document_has_title CHECK ((NOT ((title)::text = ''::text))),
    CONSTRAINT offers_offerdocument_size_check CHECK ((size >= 0))
);
ALTER TABLE public.offers_offerdocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_offerdocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_offerpicture (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    "position" smallint NOT NULL,
    small_jpeg character varying(100) NOT NULL,
    small_webp character varying(100) NOT NULL,
    large_jpeg character varying(100) NOT NULL,
    large_webp character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    alt character varying(200) NOT NULL,
    from_product boolean NOT NULL,
    offer_id bigint NOT NULL,
    CONSTRAINT offers_offerpicture_height_check CHECK ((height >= 0)),
    CONSTRAINT offers_offerpicture_position_check CHECK (("position" >= 0)),
    CONSTRAINT offers_offerpicture_width_check CHECK ((width >= 0))
);
ALTER TABLE public.offers_offerpicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_offerpicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_offerreader (
    id bigint NOT NULL,
    company_id bigint NOT NULL,
    offer_id bigint NOT NULL
);
ALTER TABLE public.offers_offerreader ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_offerreader_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_offerviews (
    id bigint NOT NULL,
    number integer NOT NULL,
    offer_id bigint NOT NULL,
    CONSTRAINT offers_offerviews_number_check CHECK ((number >= 0))
);
ALTER TABLE public.offers_offerviews ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_offerviews_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_rfq (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(160) NOT NULL,
    text text NOT NULL,
    language character varying(8) NOT NULL,
    currency character varying(3) NOT NULL,
    incoterm character varying(3) NOT NULL,
    incoterm_place character varying(80) NOT NULL,
    delivery_country character varying(2) NOT NULL,
    delivery_place character varying(120) NOT NULL,
    deliver_by date,
    audience character varying(8) NOT NULL,
    min_tier smallint,
    circle character varying(40) NOT NULL,
    closing character varying(6) NOT NULL,
    closes_at timestamp with time zone,
    closes_after smallint,
    decide_by date,
    state character varying(18) NOT NULL,
    revision smallint NOT NULL,
    review_note character varying(1000) NOT NULL,
    end_reason character varying(1000) NOT NULL,
    form_token uuid,
    published_at timestamp with time zone,
    closed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    category_id bigint NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    reminded_of timestamp with time zone,
    CONSTRAINT offers_rfq_closes_after_check CHECK ((closes_after >= 0)),
    CONSTRAINT offers_rfq_min_tier_check CHECK ((min_tier >= 0)),
    CONSTRAINT offers_rfq_revision_check CHECK ((revision >= 0)),
    CONSTRAINT rfq_circle_with_audience CHECK (((((audience)::text = 'circle'::text) AND (NOT ((circle)::text = ''::text))) OR ((NOT ((audience)::text = 'circle'::text)) AND ((circle)::text = ''::text)))),
    CONSTRAINT rfq_count_with_closing CHECK ((((closes_after IS NULL) AND ((closing)::text = 'time'::text)) OR ((NOT ((closing)::text = 'time'::text)) AND (closes_after > 0)))),
    CONSTRAINT rfq_published_has_end CHECK ((((closes_at IS NOT NULL) AND (published_at IS NOT NULL)) OR ((state)::text = ANY ((ARRAY['draft'::character varying, 'in_review'::character varying, 'cancelled'::character varying])::text[])))),
    CONSTRAINT rfq_tier_with_checked CHECK (((((audience)::text = 'checked'::text) AND (min_tier >= 1)) OR ((NOT ((audience)::text = 'checked'::text)) AND (min_tier IS NULL))))
);
ALTER TABLE public.offers_rfq ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_rfq_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_rfqdocument (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(160) NOT NULL,
    file character varying(100) NOT NULL,
    size integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    rfq_id bigint NOT NULL,
    line_id bigint,
    CONSTRAINT offers_rfqdocument_size_check CHECK ((size >= 0))
);
ALTER TABLE public.offers_rfqdocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_rfqdocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_rfqline (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    title character varying(200) NOT NULL,
    text text NOT NULL,
    hs_code character varying(12) NOT NULL,
    quantity numeric(14,3),
    unit character varying(3) NOT NULL,
    more_quantities jsonb NOT NULL,
    target_amount numeric(18,4),
    requirements jsonb NOT NULL,
    is_dropped boolean NOT NULL,
    product_id bigint,
    rfq_id bigint NOT NULL,
    CONSTRAINT offers_rfqline_position_check CHECK (("position" >= 0)),
    CONSTRAINT rfq_line_quantity_positive CHECK ((quantity > (0)::numeric)),
    CONSTRAINT rfq_line_target_positive CHECK ((target_amount > (0)::numeric))
);
ALTER TABLE public.offers_rfqline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_rfqline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_rfqquestion (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    text text NOT NULL,
    is_blocking boolean NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    answered_by_id bigint,
    company_id bigint NOT NULL,
    rfq_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.offers_rfqquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_rfqquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_rfqrevision (
    id bigint NOT NULL,
    number smallint NOT NULL,
    is_material boolean NOT NULL,
    note character varying(1000) NOT NULL,
    before jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    rfq_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT offers_rfqrevision_number_check CHECK ((number >= 0))
);
ALTER TABLE public.offers_rfqrevision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_rfqrevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_rfqsupplier (
    id bigint NOT NULL,
    is_invited boolean NOT NULL,
    is_matched boolean NOT NULL,
    is_bidder boolean NOT NULL,
    score smallint NOT NULL,
    reasons jsonb NOT NULL,
    told_at timestamp with time zone,
    passed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    rfq_id bigint NOT NULL,
    has_quotation boolean NOT NULL,
    CONSTRAINT offers_rfqsupplier_score_check CHECK ((score >= 0))
);
ALTER TABLE public.offers_rfqsupplier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_rfqsupplier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.offers_routingrule (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    "position" smallint NOT NULL,
    country character varying(2) NOT NULL,
    target character varying(8) NOT NULL,
    role character varying(8) NOT NULL,
    category_id bigint,
    company_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT offers_routingrule_position_check CHECK (("position" >= 0)),
    CONSTRAINT routing_rule_has_target CHECK (((((role)::text = ''::text) AND ((target)::text = 'person'::text) AND (user_id IS NOT NULL)) OR (((role)::text = ''::text) AND ((target)::text = 'creator'::text) AND (user_id IS NULL)) OR (((target)::text = 'role'::text) AND (user_id IS NULL) AND (NOT ((role)::text = ''::text)))))
);
ALTER TABLE public.offers_routingrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_routingrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_charge (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    payable character varying(60) NOT NULL,
    title character varying(200) NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    state character varying(10) NOT NULL,
    attempt integer NOT NULL,
    held boolean NOT NULL,
    destination character varying(64) NOT NULL,
    email character varying(254) NOT NULL,
    back_url character varying(300) NOT NULL,
    session character varying(255) NOT NULL,
    session_url text NOT NULL,
    intent character varying(255) NOT NULL,
    stripe_charge character varying(255) NOT NULL,
    error_code character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    cancel_asked_at timestamp with time zone,
    paid_at timestamp with time zone,
    released_at timestamp with time zone,
    by_id bigint,
    payee_id bigint NOT NULL,
    payer_id bigint NOT NULL,
    hold_told_at timestamp with time zone,
    locale character varying(10) NOT NULL,
    hold_warns_at timestamp with time zone,
    hold_ends_at timestamp with time zone,
    CONSTRAINT charge_between_two CHECK ((NOT (payer_id = payee_id))),
    CONSTRAINT charge_held_until CHECK (((NOT (held AND ((state)::text = 'paid'::text))) OR ((hold_ends_at IS NOT NULL) AND (hold_warns_at IS NOT NULL)))),
    CONSTRAINT charge_of_something CHECK ((amount > (0)::numeric)),
    CONSTRAINT charge_paid_when CHECK (((NOT ((state)::text = ANY ((ARRAY['paid'::character varying, 'surplus'::character varying])::text[]))) OR (paid_at IS NOT NULL))),
    CONSTRAINT payments_charge_attempt_check CHECK ((attempt >= 0))
);
ALTER TABLE public.payments_charge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_charge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_difference (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    stripe_id character varying(255) NOT NULL,
    ref character varying(16) NOT NULL,
    detail character varying(300) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    gone_at timestamp with time zone
);
ALTER TABLE public.payments_difference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_difference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_dispute (
    id bigint NOT NULL,
    stripe_id character varying(255) NOT NULL,
    status character varying(40) NOT NULL,
    reason character varying(60) NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    as_of timestamp with time zone NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    charge_id bigint NOT NULL
);
ALTER TABLE public.payments_dispute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_dispute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_payaccount (
    id bigint NOT NULL,
    account character varying(64) NOT NULL,
    state character varying(12) NOT NULL,
    requirements jsonb NOT NULL,
    email character varying(254) NOT NULL,
    attempt smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    checked_at timestamp with time zone,
    company_id bigint NOT NULL,
    CONSTRAINT pay_account_has_account CHECK ((((state)::text = 'none'::text) OR (NOT ((account)::text = ''::text)))),
    CONSTRAINT payments_payaccount_attempt_check CHECK ((attempt >= 0))
);
ALTER TABLE public.payments_payaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_payaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_plan (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(60) NOT NULL,
    price character varying(255) NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    is_offered boolean NOT NULL
);
ALTER TABLE public.payments_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_refund (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    amount numeric(18,4) NOT NULL,
    state character varying(8) NOT NULL,
    stripe_id character varying(255) NOT NULL,
    error character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    reason character varying(200) NOT NULL,
    from_payee numeric(18,4) NOT NULL,
    by_id bigint,
    charge_id bigint NOT NULL,
    at_hold_end boolean NOT NULL,
    returned character varying(255) NOT NULL,
    reversal character varying(255) NOT NULL,
    CONSTRAINT refund_from_payee_within CHECK (((from_payee >= (0)::numeric) AND (from_payee <= amount))),
    CONSTRAINT refund_of_something CHECK ((amount > (0)::numeric))
);
ALTER TABLE public.payments_refund ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_refund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_release (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    amount numeric(18,4) NOT NULL,
    state character varying(8) NOT NULL,
    stripe_id character varying(255) NOT NULL,
    error character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    charge_id bigint NOT NULL,
    CONSTRAINT release_of_something CHECK ((amount > (0)::numeric))
);
ALTER TABLE public.payments_release ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_release_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_stripeevent (
    id bigint NOT NULL,
    event_id character varying(255) NOT NULL,
    type character varying(100) NOT NULL,
    account character varying(64) NOT NULL,
    payload jsonb NOT NULL,
    received_at timestamp with time zone NOT NULL,
    processed_at timestamp with time zone,
    state character varying(8) NOT NULL
);
ALTER TABLE public.payments_stripeevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_stripeevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.payments_subscription (
    id bigint NOT NULL,
    status character varying(20) NOT NULL,
    customer character varying(255) NOT NULL,
    stripe_id character varying(255) NOT NULL,
    attempt integer NOT NULL,
    as_of timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    asked_at timestamp with time zone,
    email character varying(254) NOT NULL,
    ends_at timestamp with time zone,
    locale character varying(10) NOT NULL,
    period_end timestamp with time zone,
    price character varying(255) NOT NULL,
    session character varying(255) NOT NULL,
    session_url text NOT NULL,
    CONSTRAINT payments_subscription_attempt_check CHECK ((attempt >= 0))
);
ALTER TABLE public.payments_subscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_subscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search_asked (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    at timestamp with time zone NOT NULL,
    words character varying(100) NOT NULL,
    language character varying(8) NOT NULL,
    total integer NOT NULL,
    whole integer NOT NULL,
    took_ms integer NOT NULL,
    engine character varying(16) NOT NULL,
    CONSTRAINT search_asked_took_ms_check CHECK ((took_ms >= 0)),
    CONSTRAINT search_asked_total_check CHECK ((total >= 0)),
    CONSTRAINT search_asked_whole_check CHECK ((whole >= 0))
);
ALTER TABLE public.search_asked ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_asked_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search_clicked (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(12) NOT NULL,
    at timestamp with time zone NOT NULL,
    asked_id bigint NOT NULL,
    CONSTRAINT clicked_position_from_one CHECK (("position" >= 1)),
    CONSTRAINT search_clicked_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.search_clicked ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_clicked_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search_savedmatch (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    "row" bigint NOT NULL,
    found_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    saved_id bigint NOT NULL
);
ALTER TABLE public.search_savedmatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_savedmatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search_savedsearch (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    name character varying(80) NOT NULL,
    query character varying(1000) NOT NULL,
    currency character varying(3) NOT NULL,
    rhythm character varying(8) NOT NULL,
    due_at timestamp with time zone,
    looked_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint,
    user_id bigint NOT NULL,
    CONSTRAINT saved_search_due_unless_off CHECK ((((due_at IS NULL) AND ((rhythm)::text = 'off'::text)) OR ((NOT ((rhythm)::text = 'off'::text)) AND (due_at IS NOT NULL)))),
    CONSTRAINT saved_search_has_name CHECK ((NOT ((name)::text = ''::text)))
);
ALTER TABLE public.search_savedsearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_savedsearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search_synonymgroup (
    id bigint NOT NULL,
    terms character varying(400) NOT NULL,
    is_active boolean NOT NULL,
    shipped_as character varying(400) NOT NULL,
    is_ours boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    CONSTRAINT synonyms_not_empty CHECK ((NOT ((terms)::text = ''::text)))
);
ALTER TABLE public.search_synonymgroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_synonymgroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.simple_translation_simpletranslation (
    id integer NOT NULL
);
ALTER TABLE public.simple_translation_simpletranslation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.simple_translation_simpletranslation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.taggit_tag (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    slug character varying(100) NOT NULL
);
ALTER TABLE public.taggit_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.taggit_taggeditem (
    id integer NOT NULL,
    object_id integer NOT NULL,
    content_type_id integer NOT NULL,
    tag_id integer NOT NULL
);
ALTER TABLE public.taggit_taggeditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_taggeditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_award (
    id bigint NOT NULL,
    note character varying(1000) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    rfq_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.trade_award ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_award_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_awardline (
    id bigint NOT NULL,
    quantity numeric(14,3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    award_id bigint NOT NULL,
    rfq_line_id bigint NOT NULL,
    quotation_id bigint NOT NULL,
    line_id bigint NOT NULL,
    CONSTRAINT award_line_positive CHECK (((amount > (0)::numeric) AND (quantity > (0)::numeric)))
);
ALTER TABLE public.trade_awardline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_awardline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_buyerestimate (
    id bigint NOT NULL,
    to_term character varying(3) NOT NULL,
    step smallint NOT NULL,
    from_term character varying(3) NOT NULL,
    from_place character varying(80) NOT NULL,
    revision smallint NOT NULL,
    freight numeric(18,4),
    insurance numeric(18,4),
    clearance numeric(18,4),
    currency character varying(3) NOT NULL,
    note character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    quotation_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT estimate_not_negative CHECK ((((freight IS NULL) OR (freight >= (0)::numeric)) AND ((insurance IS NULL) OR (insurance >= (0)::numeric)) AND ((clearance IS NULL) OR (clearance >= (0)::numeric)))),
    CONSTRAINT trade_buyerestimate_revision_check CHECK ((revision >= 0)),
    CONSTRAINT trade_buyerestimate_step_check CHECK ((step >= 0))
);
ALTER TABLE public.trade_buyerestimate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_buyerestimate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_calendarfeed (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.trade_calendarfeed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_calendarfeed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_capacitypool (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    note text NOT NULL,
    until timestamp with time zone NOT NULL,
    state character varying(9) NOT NULL,
    end_reason character varying(500) NOT NULL,
    closed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    community_id bigint NOT NULL,
    lead_id bigint NOT NULL,
    quotation_id bigint,
    rfq_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.trade_capacitypool ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_capacitypool_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_comparisonweights (
    id bigint NOT NULL,
    price smallint NOT NULL,
    lead_time smallint NOT NULL,
    payment smallint NOT NULL,
    tier smallint NOT NULL,
    requirements smallint NOT NULL,
    response smallint NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    rfq_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT trade_comparisonweights_lead_time_check CHECK ((lead_time >= 0)),
    CONSTRAINT trade_comparisonweights_payment_check CHECK ((payment >= 0)),
    CONSTRAINT trade_comparisonweights_price_check CHECK ((price >= 0)),
    CONSTRAINT trade_comparisonweights_requirements_check CHECK ((requirements >= 0)),
    CONSTRAINT trade_comparisonweights_response_check CHECK ((response >= 0)),
    CONSTRAINT trade_comparisonweights_tier_check CHECK ((tier >= 0)),
    CONSTRAINT weights_not_all_zero CHECK (((price > 0) OR (lead_time > 0) OR (payment > 0) OR (tier > 0) OR (requirements > 0) OR (response > 0))),
    CONSTRAINT weights_up_to_a_hundred CHECK (((lead_time <= 100) AND (payment <= 100) AND (price <= 100) AND (requirements <= 100) AND (response <= 100) AND (tier <= 100)))
);
ALTER TABLE public.trade_comparisonweights ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_comparisonweights_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_delivery (
    id bigint NOT NULL,
    number smallint NOT NULL,
    shipped_on date NOT NULL,
    expected_on date,
    carrier character varying(80) NOT NULL,
    tracking character varying(80) NOT NULL,
    note character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone,
    received_note character varying(500) NOT NULL,
    received_by_id bigint,
    user_id bigint,
    order_id bigint NOT NULL,
    CONSTRAINT delivery_expected_after_shipped CHECK (((expected_on IS NULL) OR (expected_on >= shipped_on))),
    CONSTRAINT trade_delivery_number_check CHECK ((number >= 0))
);
ALTER TABLE public.trade_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_deliveryline (
    id bigint NOT NULL,
    quantity numeric(14,3) NOT NULL,
    delivery_id bigint NOT NULL,
    line_id bigint NOT NULL,
    CONSTRAINT delivery_line_positive CHECK ((quantity > (0)::numeric))
);
ALTER TABLE public.trade_deliveryline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_deliveryline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_instalment (
    id bigint NOT NULL,
    number smallint NOT NULL,
    kind character varying(10) NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    rule character varying(9) NOT NULL,
    days smallint NOT NULL,
    due_on date,
    way character varying(8) NOT NULL,
    state character varying(8) NOT NULL,
    paid_at timestamp with time zone,
    waive_reason character varying(500) NOT NULL,
    told_soon date,
    told_late date,
    order_id bigint NOT NULL,
    CONSTRAINT instalment_due_has_day CHECK (((NOT ((state)::text = 'due'::text)) OR (due_on IS NOT NULL))),
    CONSTRAINT instalment_paid_says_when CHECK ((((paid_at IS NOT NULL) AND ((state)::text = 'paid'::text)) OR ((NOT ((state)::text = 'paid'::text)) AND (paid_at IS NULL)))),
    CONSTRAINT instalment_sign CHECK ((((amount < (0)::numeric) AND ((kind)::text = 'credit'::text)) OR ((NOT ((kind)::text = 'credit'::text)) AND (amount > (0)::numeric)))),
    CONSTRAINT trade_instalment_days_check CHECK ((days >= 0)),
    CONSTRAINT trade_instalment_number_check CHECK ((number >= 0))
);
ALTER TABLE public.trade_instalment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_instalment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_invoice (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    kind character varying(12) NOT NULL,
    state character varying(8) NOT NULL,
    year smallint,
    number integer,
    series character varying(16) NOT NULL,
    title character varying(300) NOT NULL,
    issuer_party jsonb NOT NULL,
    recipient_party jsonb NOT NULL,
    ship_to jsonb NOT NULL,
    account jsonb NOT NULL,
    order_number character varying(40) NOT NULL,
    buyer_po character varying(40) NOT NULL,
    currency character varying(3) NOT NULL,
    incoterm character varying(3) NOT NULL,
    incoterm_place character varying(80) NOT NULL,
    payment character varying(16) NOT NULL,
    deposit_percent numeric(5,2),
    payment_days smallint,
    issued_on date,
    issued_at timestamp with time zone,
    supplied_on date,
    due_on date,
    tax_reason character varying(200) NOT NULL,
    reason character varying(400) NOT NULL,
    note character varying(1000) NOT NULL,
    allowance_reason character varying(100) NOT NULL,
    net numeric(18,4) NOT NULL,
    allowance numeric(18,4) NOT NULL,
    tax numeric(18,4) NOT NULL,
    prepaid numeric(18,4) NOT NULL,
    stamp integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    credits_id bigint,
    issuer_id bigint NOT NULL,
    order_id bigint NOT NULL,
    recipient_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT invoice_credits_one CHECK ((((credits_id IS NOT NULL) AND ((kind)::text = 'credit_note'::text)) OR ((NOT ((kind)::text = 'credit_note'::text)) AND (credits_id IS NULL)))),
    CONSTRAINT invoice_issued_has_number CHECK ((((issued_at IS NULL) AND (issued_on IS NULL) AND (number IS NULL) AND ((state)::text = 'draft'::text) AND (year IS NULL)) OR ((issued_at IS NOT NULL) AND (issued_on IS NOT NULL) AND (number IS NOT NULL) AND ((state)::text = 'issued'::text) AND (year IS NOT NULL)))),
    CONSTRAINT invoice_sums_not_negative CHECK (((allowance >= (0)::numeric) AND (prepaid >= (0)::numeric) AND (tax >= (0)::numeric) AND (net >= allowance) AND (prepaid <= ((net - allowance) + tax)))),
    CONSTRAINT invoice_two_companies CHECK ((NOT (issuer_id = recipient_id))),
    CONSTRAINT trade_invoice_number_check CHECK ((number >= 0)),
    CONSTRAINT trade_invoice_payment_days_check CHECK ((payment_days >= 0)),
    CONSTRAINT trade_invoice_stamp_check CHECK ((stamp >= 0)),
    CONSTRAINT trade_invoice_year_check CHECK ((year >= 0))
);
ALTER TABLE public.trade_invoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_invoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_invoiceline (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    title character varying(200) NOT NULL,
    sku character varying(64) NOT NULL,
    text text NOT NULL,
    hs_code character varying(12) NOT NULL,
    origin character varying(2) NOT NULL,
    quantity numeric(14,3) NOT NULL,
    unit character varying(3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    category character varying(2) NOT NULL,
    rate numeric(5,2) NOT NULL,
    net numeric(18,4) NOT NULL,
    credited_id bigint,
    invoice_id bigint NOT NULL,
    order_line_id bigint NOT NULL,
    CONSTRAINT invoice_line_positive CHECK (((amount >= (0)::numeric) AND (net >= (0)::numeric) AND (quantity > (0)::numeric))),
    CONSTRAINT invoice_line_rate CHECK (((((category)::text = 'S'::text) AND (rate > (0)::numeric) AND (rate <= (40)::numeric)) OR ((NOT ((category)::text = 'S'::text)) AND (rate = (0)::numeric)))),
    CONSTRAINT trade_invoiceline_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.trade_invoiceline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_invoiceline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_invoicetax (
    id bigint NOT NULL,
    category character varying(2) NOT NULL,
    rate numeric(5,2) NOT NULL,
    net numeric(18,4) NOT NULL,
    allowance numeric(18,4) NOT NULL,
    amount numeric(18,4) NOT NULL,
    reason_code character varying(20) NOT NULL,
    reason character varying(200) NOT NULL,
    invoice_id bigint NOT NULL
);
ALTER TABLE public.trade_invoicetax ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_invoicetax_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_ledgerentry (
    id bigint NOT NULL,
    account character varying(12) NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    posting_id bigint NOT NULL,
    CONSTRAINT ledger_entry_not_nothing CHECK ((NOT (amount = (0)::numeric)))
);
ALTER TABLE public.trade_ledgerentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_ledgerentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_letterofcredit (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    number character varying(40) NOT NULL,
    bank character varying(120) NOT NULL,
    expires_on date NOT NULL,
    state character varying(8) NOT NULL,
    reason character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    instalment_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.trade_letterofcredit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_letterofcredit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_numberseries (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT trade_numberseries_last_check CHECK ((last >= 0)),
    CONSTRAINT trade_numberseries_year_check CHECK ((year >= 0))
);
ALTER TABLE public.trade_numberseries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_numberseries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_order (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    series character varying(16) NOT NULL,
    form_token uuid,
    buyer_po character varying(40) NOT NULL,
    buyer_party jsonb NOT NULL,
    supplier_party jsonb NOT NULL,
    ship_to jsonb NOT NULL,
    currency character varying(3) NOT NULL,
    total numeric(18,4) NOT NULL,
    incoterm character varying(3) NOT NULL,
    incoterm_place character varying(80) NOT NULL,
    lead_time_days smallint,
    payment character varying(16) NOT NULL,
    deposit_percent numeric(5,2),
    payment_days smallint,
    note text NOT NULL,
    ready_by date,
    ship_by date,
    deliver_by date,
    placed_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    production_at timestamp with time zone,
    ready_at timestamp with time zone,
    shipped_at timestamp with time zone,
    delivered_at timestamp with time zone,
    completed_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    cancel_reason character varying(1000) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    buyer_id bigint NOT NULL,
    cancelled_by_id bigint,
    purchase_id bigint,
    quotation_id bigint,
    supplier_id bigint NOT NULL,
    user_id bigint,
    overdue_told date,
    reminded_at timestamp with time zone,
    CONSTRAINT order_cancelled_says_when CHECK ((((cancelled_at IS NOT NULL) AND ((state)::text = 'cancelled'::text)) OR ((NOT ((state)::text = 'cancelled'::text)) AND (cancelled_at IS NULL)))),
    CONSTRAINT order_of_purchase CHECK (((((kind)::text = 'joint'::text) AND (purchase_id IS NOT NULL)) OR ((NOT ((kind)::text = 'joint'::text)) AND (purchase_id IS NULL)))),
    CONSTRAINT order_of_quotation CHECK (((((kind)::text = 'quotation'::text) AND (quotation_id IS NOT NULL)) OR ((NOT ((kind)::text = 'quotation'::text)) AND (quotation_id IS NULL)))),
    CONSTRAINT order_total_not_negative CHECK ((total >= (0)::numeric)),
    CONSTRAINT order_two_companies CHECK ((NOT (buyer_id = supplier_id))),
    CONSTRAINT trade_order_lead_time_days_check CHECK ((lead_time_days >= 0)),
    CONSTRAINT trade_order_number_check CHECK ((number >= 0)),
    CONSTRAINT trade_order_payment_days_check CHECK ((payment_days >= 0)),
    CONSTRAINT trade_order_year_check CHECK ((year >= 0))
);
ALTER TABLE public.trade_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_orderchange (
    id bigint NOT NULL,
    number smallint NOT NULL,
    state character varying(9) NOT NULL,
    reason character varying(1000) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    answer character varying(1000) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    company_id bigint NOT NULL,
    decided_by_id bigint,
    order_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT order_change_decided_at CHECK ((((decided_at IS NULL) AND ((state)::text = 'proposed'::text)) OR ((NOT ((state)::text = 'proposed'::text)) AND (decided_at IS NOT NULL)))),
    CONSTRAINT trade_orderchange_number_check CHECK ((number >= 0))
);
ALTER TABLE public.trade_orderchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_orderchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_orderline (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    title character varying(200) NOT NULL,
    sku character varying(64) NOT NULL,
    text text NOT NULL,
    hs_code character varying(12) NOT NULL,
    origin character varying(2) NOT NULL,
    quantity numeric(14,3) NOT NULL,
    unit character varying(3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    shipped numeric(14,3) NOT NULL,
    order_id bigint NOT NULL,
    product_id bigint,
    CONSTRAINT order_line_no_more_than_ordered CHECK (((shipped >= (0)::numeric) AND (shipped <= quantity))),
    CONSTRAINT order_line_positive CHECK (((amount >= (0)::numeric) AND (quantity > (0)::numeric))),
    CONSTRAINT trade_orderline_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.trade_orderline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_orderline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_ordernote (
    id bigint NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    order_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.trade_ordernote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_ordernote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_ordernumbers (
    id bigint NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    company_id bigint NOT NULL,
    CONSTRAINT order_numbers_not_negative CHECK ((last >= 0)),
    CONSTRAINT trade_ordernumbers_last_check CHECK ((last >= 0)),
    CONSTRAINT trade_ordernumbers_year_check CHECK ((year >= 0))
);
ALTER TABLE public.trade_ordernumbers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_ordernumbers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_outsidepayment (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    amount numeric(18,4) NOT NULL,
    sent_on date NOT NULL,
    reference character varying(80) NOT NULL,
    state character varying(9) NOT NULL,
    received numeric(18,4),
    received_on date,
    reason character varying(500) NOT NULL,
    decided_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    decided_by_id bigint,
    instalment_id bigint NOT NULL,
    user_id bigint,
    account_id bigint,
    CONSTRAINT outside_payment_confirmed_says_what CHECK ((((received > (0)::numeric) AND (received_on IS NOT NULL) AND ((state)::text = 'confirmed'::text)) OR ((NOT ((state)::text = 'confirmed'::text)) AND (received IS NULL)))),
    CONSTRAINT outside_payment_positive CHECK ((amount > (0)::numeric))
);
ALTER TABLE public.trade_outsidepayment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_outsidepayment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_payeeaccount (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    holder character varying(200) NOT NULL,
    country character varying(2) NOT NULL,
    bank character varying(120) NOT NULL,
    iban character varying(34) NOT NULL,
    number character varying(40) NOT NULL,
    bic character varying(11) NOT NULL,
    state character varying(8) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    earliest timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    approved_how character varying(8) NOT NULL,
    code character varying(128) NOT NULL,
    tries smallint NOT NULL,
    in_force_at timestamp with time zone,
    ended_at timestamp with time zone,
    approved_by_id bigint,
    company_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT payee_can_be_paid CHECK (((NOT ((iban)::text = ''::text)) OR ((NOT ((number)::text = ''::text)) AND (NOT ((bic)::text = ''::text))))),
    CONSTRAINT payee_in_force_is_approved CHECK (((NOT ((state)::text = 'in_force'::text)) OR ((approved_at IS NOT NULL) AND (in_force_at >= earliest)))),
    CONSTRAINT trade_payeeaccount_tries_check CHECK ((tries >= 0))
);
ALTER TABLE public.trade_payeeaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_payeeaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_paymentschedule (
    id bigint NOT NULL,
    total numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    order_id bigint NOT NULL
);
ALTER TABLE public.trade_paymentschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_paymentschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_pledge (
    id bigint NOT NULL,
    quantity numeric(14,3) NOT NULL,
    version integer NOT NULL,
    address text NOT NULL,
    country character varying(2) NOT NULL,
    note character varying(500) NOT NULL,
    may_be_named boolean NOT NULL,
    release_to numeric(14,3),
    release_reason character varying(500) NOT NULL,
    release_asked_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    user_id bigint,
    round_id bigint NOT NULL,
    stays_since timestamp with time zone,
    CONSTRAINT pledge_not_negative CHECK ((quantity >= (0)::numeric)),
    CONSTRAINT pledge_release_is_less CHECK (((release_to IS NULL) OR ((release_to >= (0)::numeric) AND (release_to < quantity)))),
    CONSTRAINT trade_pledge_version_check CHECK ((version >= 0))
);
ALTER TABLE public.trade_pledge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_pledge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_pledgechange (
    id bigint NOT NULL,
    number integer NOT NULL,
    key uuid NOT NULL,
    kind character varying(9) NOT NULL,
    delta numeric(14,3) NOT NULL,
    quantity numeric(14,3) NOT NULL,
    reason character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    pledge_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT pledge_change_real CHECK (((quantity >= (0)::numeric) AND (NOT (delta = (0)::numeric)))),
    CONSTRAINT trade_pledgechange_number_check CHECK ((number >= 0))
);
ALTER TABLE public.trade_pledgechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_pledgechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_poolline (
    id bigint NOT NULL,
    needed numeric(14,3) NOT NULL,
    promised numeric(14,3) NOT NULL,
    unit character varying(3) NOT NULL,
    pool_id bigint NOT NULL,
    rfq_line_id bigint NOT NULL,
    CONSTRAINT pool_line_within CHECK (((promised >= (0)::numeric) AND (promised <= needed)))
);
ALTER TABLE public.trade_poolline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_poolline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_poolmember (
    id bigint NOT NULL,
    consent character varying(64) NOT NULL,
    consented_at timestamp with time zone,
    objection character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    pool_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.trade_poolmember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_poolmember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_poolpart (
    id bigint NOT NULL,
    quantity numeric(14,3) NOT NULL,
    unit_cost numeric(18,4) NOT NULL,
    lead_time_days smallint,
    line_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT pool_part_positive CHECK (((quantity > (0)::numeric) AND (unit_cost > (0)::numeric))),
    CONSTRAINT trade_poolpart_lead_time_days_check CHECK ((lead_time_days >= 0))
);
ALTER TABLE public.trade_poolpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_poolpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_posting (
    id bigint NOT NULL,
    key character varying(160) NOT NULL,
    kind character varying(40) NOT NULL,
    text character varying(200) NOT NULL,
    day date NOT NULL,
    size smallint NOT NULL,
    is_sealed boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT posting_has_two_sides CHECK ((size >= 2)),
    CONSTRAINT trade_posting_size_check CHECK ((size >= 0))
);
ALTER TABLE public.trade_posting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_posting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_pricefloor (
    id bigint NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    company_id bigint NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT price_floor_positive CHECK ((amount > (0)::numeric))
);
ALTER TABLE public.trade_pricefloor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_pricefloor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_proofpaper (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    file character varying(100) NOT NULL,
    title character varying(130) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    instalment_id bigint NOT NULL,
    payment_id bigint,
    user_id bigint,
    CONSTRAINT proof_paper_is_there CHECK ((NOT ((file)::text = ''::text)))
);
ALTER TABLE public.trade_proofpaper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_proofpaper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_purchaseround (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(160) NOT NULL,
    text text NOT NULL,
    hs_code character varying(12) NOT NULL,
    unit character varying(3) NOT NULL,
    currency character varying(3) NOT NULL,
    minimum numeric(14,3),
    maximum numeric(14,3),
    each_min numeric(14,3),
    each_max numeric(14,3),
    multiple numeric(14,3),
    deadline timestamp with time zone,
    zone character varying(40) NOT NULL,
    closing character varying(8) NOT NULL,
    free_hours smallint NOT NULL,
    sight character varying(6) NOT NULL,
    goal character varying(8) NOT NULL,
    quote_days smallint NOT NULL,
    incoterm character varying(3) NOT NULL,
    incoterm_place character varying(80) NOT NULL,
    delivery_country character varying(2) NOT NULL,
    delivery_place character varying(120) NOT NULL,
    state character varying(9) NOT NULL,
    total numeric(14,3) NOT NULL,
    told_quantity numeric(14,3) NOT NULL,
    extensions jsonb NOT NULL,
    end_reason character varying(1000) NOT NULL,
    order_amount numeric(18,4),
    order_currency character varying(3) NOT NULL,
    agreed_at timestamp with time zone,
    form_token uuid NOT NULL,
    opened_at timestamp with time zone,
    reached_at timestamp with time zone,
    closed_at timestamp with time zone,
    reminded_of timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    category_id bigint NOT NULL,
    community_id bigint NOT NULL,
    company_id bigint NOT NULL,
    inquiry_id bigint,
    product_id bigint,
    rfq_id bigint,
    supplier_id bigint,
    user_id bigint,
    variant_id bigint,
    CONSTRAINT round_asks_once CHECK (((rfq_id IS NULL) OR (inquiry_id IS NULL))),
    CONSTRAINT round_each_within CHECK ((((each_min IS NULL) OR (each_min > (0)::numeric)) AND ((each_max IS NULL) OR (each_max > (0)::numeric)) AND ((each_min IS NULL) OR (each_max IS NULL) OR (each_max >= each_min)))),
    CONSTRAINT round_minimum_below_maximum CHECK (((minimum IS NULL) OR ((minimum > (0)::numeric) AND ((maximum IS NULL) OR (maximum >= minimum))))),
    CONSTRAINT round_multiple_positive CHECK (((multiple IS NULL) OR (multiple > (0)::numeric))),
    CONSTRAINT round_open_is_not_closed CHECK (((NOT ((state)::text = ANY ((ARRAY['open'::character varying, 'reached'::character varying])::text[]))) OR (closed_at IS NULL))),
    CONSTRAINT round_opened_is_whole CHECK ((((state)::text = 'draft'::text) OR ((deadline IS NOT NULL) AND (minimum IS NOT NULL) AND (opened_at IS NOT NULL)))),
    CONSTRAINT round_success_has_amount CHECK (((NOT ((state)::text = 'succeeded'::text)) OR ((closed_at IS NOT NULL) AND (order_amount IS NOT NULL)))),
    CONSTRAINT round_total_within CHECK (((total >= (0)::numeric) AND ((maximum IS NULL) OR (total <= maximum)))),
    CONSTRAINT trade_purchaseround_free_hours_check CHECK ((free_hours >= 0)),
    CONSTRAINT trade_purchaseround_quote_days_check CHECK ((quote_days >= 0))
);
ALTER TABLE public.trade_purchaseround ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_purchaseround_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_quotation (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    turn character varying(8) NOT NULL,
    respond_by date,
    valid_until date,
    rfq_revision smallint,
    decline_reason character varying(16) NOT NULL,
    decline_note character varying(1000) NOT NULL,
    price_band character varying(12) NOT NULL,
    reminded_at timestamp with time zone,
    first_submitted_at timestamp with time zone,
    decided_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    buyer_id bigint NOT NULL,
    inquiry_id bigint,
    rfq_id bigint,
    supplier_id bigint NOT NULL,
    user_id bigint,
    current_id bigint,
    told_validity date,
    CONSTRAINT quotation_answers_one CHECK ((((inquiry_id IS NULL) AND (rfq_id IS NOT NULL)) OR ((inquiry_id IS NOT NULL) AND (rfq_id IS NULL)))),
    CONSTRAINT quotation_turn_of_state CHECK (((((turn)::text = ''::text) AND ((state)::text = ANY ((ARRAY['accepted'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'expired'::character varying])::text[]))) OR (((turn)::text = 'supplier'::text) AND ((state)::text = ANY ((ARRAY['draft'::character varying, 'approval'::character varying, 'countered'::character varying])::text[]))) OR (((turn)::text = 'buyer'::text) AND ((state)::text = ANY ((ARRAY['submitted'::character varying, 'revised'::character varying])::text[]))))),
    CONSTRAINT quotation_two_companies CHECK ((NOT (buyer_id = supplier_id))),
    CONSTRAINT quotation_was_submitted CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'approval'::character varying, 'withdrawn'::character varying])::text[])) OR (first_submitted_at IS NOT NULL))),
    CONSTRAINT trade_quotation_rfq_revision_check CHECK ((rfq_revision >= 0))
);
ALTER TABLE public.trade_quotation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_quotation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_quotationdocument (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(160) NOT NULL,
    file character varying(100) NOT NULL,
    size integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version_id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    CONSTRAINT trade_quotationdocument_size_check CHECK ((size >= 0))
);
ALTER TABLE public.trade_quotationdocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_quotationdocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_quotationline (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    is_alternative boolean NOT NULL,
    title character varying(200) NOT NULL,
    sku character varying(64) NOT NULL,
    text text NOT NULL,
    quantity numeric(14,3),
    unit character varying(3) NOT NULL,
    moq numeric(14,3),
    amount numeric(18,4),
    lead_time_days smallint,
    answers jsonb NOT NULL,
    product_id bigint,
    rfq_line_id bigint,
    version_id bigint NOT NULL,
    CONSTRAINT quotation_line_amount_positive CHECK ((amount > (0)::numeric)),
    CONSTRAINT quotation_line_moq_positive CHECK ((moq > (0)::numeric)),
    CONSTRAINT quotation_line_quantity_positive CHECK ((quantity > (0)::numeric)),
    CONSTRAINT trade_quotationline_lead_time_days_check CHECK ((lead_time_days >= 0)),
    CONSTRAINT trade_quotationline_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.trade_quotationline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_quotationline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_quotationtier (
    id bigint NOT NULL,
    quantity numeric(14,3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    line_id bigint NOT NULL,
    CONSTRAINT quotation_tier_positive CHECK (((amount > (0)::numeric) AND (quantity > (0)::numeric)))
);
ALTER TABLE public.trade_quotationtier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_quotationtier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_quotationversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    side character varying(8) NOT NULL,
    currency character varying(3) NOT NULL,
    incoterm character varying(3) NOT NULL,
    incoterm_place character varying(80) NOT NULL,
    lead_time_days smallint,
    valid_until date,
    respond_by date,
    payment character varying(16) NOT NULL,
    deposit_percent numeric(5,2),
    payment_days smallint,
    sample character varying(4) NOT NULL,
    sample_amount numeric(18,4),
    sample_days smallint,
    sample_freight character varying(8) NOT NULL,
    note text NOT NULL,
    approval character varying(8) NOT NULL,
    approval_note character varying(1000) NOT NULL,
    sealed text NOT NULL,
    digest character varying(64) NOT NULL,
    submitted_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    approval_by_id bigint,
    quotation_id bigint NOT NULL,
    user_id bigint,
    mandate_id bigint,
    CONSTRAINT quotation_deposit_percent CHECK (((deposit_percent > (0)::numeric) AND (deposit_percent < (100)::numeric))),
    CONSTRAINT quotation_sample_price CHECK (((sample_amount IS NULL) OR (((sample)::text = 'paid'::text) AND (sample_amount > (0)::numeric)))),
    CONSTRAINT quotation_submitted_whole CHECK (((submitted_at IS NULL) OR ((valid_until IS NOT NULL) AND (NOT ((digest)::text = ''::text))))),
    CONSTRAINT trade_quotationversion_lead_time_days_check CHECK ((lead_time_days >= 0)),
    CONSTRAINT trade_quotationversion_number_check CHECK ((number >= 0)),
    CONSTRAINT trade_quotationversion_payment_days_check CHECK ((payment_days >= 0)),
    CONSTRAINT trade_quotationversion_sample_days_check CHECK ((sample_days >= 0))
);
ALTER TABLE public.trade_quotationversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_quotationversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_quotingrules (
    id bigint NOT NULL,
    most_discount numeric(5,2),
    company_id bigint NOT NULL,
    CONSTRAINT quoting_discount_percent CHECK (((most_discount >= (0)::numeric) AND (most_discount <= (100)::numeric)))
);
ALTER TABLE public.trade_quotingrules ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_quotingrules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_rounddocument (
    id bigint NOT NULL,
    ref character varying(16) NOT NULL,
    title character varying(160) NOT NULL,
    file character varying(100) NOT NULL,
    size integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    round_id bigint NOT NULL,
    CONSTRAINT trade_rounddocument_size_check CHECK ((size >= 0))
);
ALTER TABLE public.trade_rounddocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_rounddocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_roundtier (
    id bigint NOT NULL,
    quantity numeric(14,3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    round_id bigint NOT NULL,
    CONSTRAINT round_tier_positive CHECK (((amount > (0)::numeric) AND (quantity > (0)::numeric)))
);
ALTER TABLE public.trade_roundtier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_roundtier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.trade_split (
    id bigint NOT NULL,
    state character varying(8) NOT NULL,
    quantity numeric(14,3) NOT NULL,
    unit character varying(3) NOT NULL,
    unit_amount numeric(18,4) NOT NULL,
    amount numeric(18,4) NOT NULL,
    rest numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    agreed_at timestamp with time zone,
    received_at timestamp with time zone,
    received_note character varying(500) NOT NULL,
    company_id bigint NOT NULL,
    pledge_id bigint NOT NULL,
    quotation_id bigint,
    received_by_id bigint,
    round_id bigint NOT NULL,
    CONSTRAINT split_agreed_with_supplier CHECK (((NOT ((state)::text = ANY ((ARRAY['agreed'::character varying, 'received'::character varying])::text[]))) OR ((agreed_at IS NOT NULL) AND (quotation_id IS NOT NULL)))),
    CONSTRAINT split_positive CHECK (((quantity > (0)::numeric) AND (unit_amount > (0)::numeric))),
    CONSTRAINT split_received_at CHECK ((((received_at IS NOT NULL) AND ((state)::text = 'received'::text)) OR ((NOT ((state)::text = 'received'::text)) AND (received_at IS NULL))))
);
ALTER TABLE public.trade_split ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_split_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailadmin_admin (
    id integer NOT NULL
);
ALTER TABLE public.wagtailadmin_admin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_admin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailadmin_editingsession (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL,
    is_editing boolean NOT NULL
);
ALTER TABLE public.wagtailadmin_editingsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_editingsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailadmin_formstate (
    id integer NOT NULL,
    data text NOT NULL,
    object_id character varying(255) NOT NULL,
    parent_object_id character varying(255) NOT NULL,
    last_updated_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.wagtailadmin_formstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_formstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_apitoken (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    key_hash character varying(64) NOT NULL,
    prefix character varying(16) NOT NULL,
    created timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    user_id bigint NOT NULL
);
ALTER TABLE public.wagtailcore_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_collection (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    name character varying(255) NOT NULL,
    CONSTRAINT wagtailcore_collection_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_collection_numchild_check CHECK ((numchild >= 0))
);
ALTER TABLE public.wagtailcore_collection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_collectionviewrestriction (
    id integer NOT NULL,
    restriction_type character varying(20) NOT NULL,
    password character varying(255) NOT NULL,
    collection_id integer NOT NULL
);
CREATE TABLE public.wagtailcore_collectionviewrestriction_groups (
    id bigint NOT NULL,
    collectionviewrestriction_id integer NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_collectionviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.wagtailcore_collectionviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_comment (
    id integer NOT NULL,
    text text NOT NULL,
    contentpath text NOT NULL,
    "position" text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    page_id integer NOT NULL,
    resolved_by_id bigint,
    revision_created_id integer,
    user_id bigint NOT NULL
);
ALTER TABLE public.wagtailcore_comment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_comment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_commentreply (
    id integer NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    comment_id integer NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.wagtailcore_commentreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_commentreply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_groupapprovaltask (
    task_ptr_id integer NOT NULL
);
CREATE TABLE public.wagtailcore_groupapprovaltask_groups (
    id bigint NOT NULL,
    groupapprovaltask_id integer NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_groupapprovaltask_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupapprovaltask_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_groupcollectionpermission (
    id integer NOT NULL,
    collection_id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_groupcollectionpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupcollectionpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_grouppagepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    page_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_grouppagepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_grouppagepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_groupsitepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL,
    site_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_groupsitepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupsitepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_locale (
    id integer NOT NULL,
    language_code character varying(100) NOT NULL
);
ALTER TABLE public.wagtailcore_locale ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_locale_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_modellogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    object_id character varying(255) NOT NULL,
    content_type_id integer,
    user_id bigint,
    uuid uuid,
    revision_id integer
);
ALTER TABLE public.wagtailcore_modellogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_modellogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_page (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    title character varying(255) NOT NULL,
    slug character varying(255) NOT NULL,
    live boolean NOT NULL,
    has_unpublished_changes boolean NOT NULL,
    url_path text NOT NULL,
    seo_title character varying(255) NOT NULL,
    show_in_menus boolean NOT NULL,
    search_description text NOT NULL,
    go_live_at timestamp with time zone,
    expire_at timestamp with time zone,
    expired boolean NOT NULL,
    content_type_id integer NOT NULL,
    owner_id bigint,
    locked boolean NOT NULL,
    latest_revision_created_at timestamp with time zone,
    first_published_at timestamp with time zone,
    live_revision_id integer,
    last_published_at timestamp with time zone,
    draft_title character varying(255) NOT NULL,
    locked_at timestamp with time zone,
    locked_by_id bigint,
    translation_key uuid NOT NULL,
    locale_id integer NOT NULL,
    alias_of_id integer,
    latest_revision_id integer,
    CONSTRAINT wagtailcore_page_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_page_numchild_check CHECK ((numchild >= 0))
);
ALTER TABLE public.wagtailcore_page ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_page_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_pagelogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    content_type_id integer,
    page_id integer NOT NULL,
    revision_id integer,
    user_id bigint,
    uuid uuid
);
ALTER TABLE public.wagtailcore_pagelogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagelogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_revision (
    id integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    content jsonb NOT NULL,
    approved_go_live_at timestamp with time zone,
    object_id character varying(255) NOT NULL,
    user_id bigint,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL,
    object_str text NOT NULL
);
ALTER TABLE public.wagtailcore_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagerevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_pagesubscription (
    id integer NOT NULL,
    comment_notifications boolean NOT NULL,
    page_id integer NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.wagtailcore_pagesubscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagesubscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_pageviewrestriction (
    id integer NOT NULL,
    password character varying(255) NOT NULL,
    page_id integer NOT NULL,
    restriction_type character varying(20) NOT NULL
);
CREATE TABLE public.wagtailcore_pageviewrestriction_groups (
    id bigint NOT NULL,
    pageviewrestriction_id integer NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_pageviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.wagtailcore_pageviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_referenceindex (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    to_object_id character varying(255) NOT NULL,
    model_path text NOT NULL,
    content_path text NOT NULL,
    content_path_hash uuid NOT NULL,
    base_content_type_id integer NOT NULL,
    content_type_id integer NOT NULL,
    to_content_type_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_referenceindex ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_referenceindex_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_site (
    id integer NOT NULL,
    hostname character varying(255) NOT NULL,
    port integer NOT NULL,
    is_default_site boolean NOT NULL,
    root_page_id integer NOT NULL,
    site_name character varying(255) NOT NULL
);
ALTER TABLE public.wagtailcore_site ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_task (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL,
    content_type_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_taskstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    content_type_id integer NOT NULL,
    revision_id integer NOT NULL,
    task_id integer NOT NULL,
    workflow_state_id integer NOT NULL,
    finished_by_id bigint,
    comment text NOT NULL
);
ALTER TABLE public.wagtailcore_taskstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_taskstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_uploadedfile (
    id integer NOT NULL,
    file character varying(200) NOT NULL,
    for_content_type_id integer,
    uploaded_by_user_id bigint
);
ALTER TABLE public.wagtailcore_uploadedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_uploadedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_workflow (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL
);
ALTER TABLE public.wagtailcore_workflow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_workflowcontenttype (
    content_type_id integer NOT NULL,
    workflow_id integer NOT NULL
);
CREATE TABLE public.wagtailcore_workflowpage (
    page_id integer NOT NULL,
    workflow_id integer NOT NULL
);
CREATE TABLE public.wagtailcore_workflowstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    current_task_state_id integer,
    object_id character varying(255) NOT NULL,
    requested_by_id bigint,
    workflow_id integer NOT NULL,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_workflowstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_workflowtask (
    id integer NOT NULL,
    sort_order integer,
    task_id integer NOT NULL,
    workflow_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_workflowtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtaildocs_document (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    uploaded_by_user_id bigint,
    collection_id integer NOT NULL,
    file_size bigint,
    file_hash character varying(40) NOT NULL,
    CONSTRAINT wagtaildocs_document_file_size_check CHECK ((file_size >= 0))
);
ALTER TABLE public.wagtaildocs_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtaildocs_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailembeds_embed (
    id integer NOT NULL,
    url text NOT NULL,
    max_width smallint,
    type character varying(10) NOT NULL,
    html text NOT NULL,
    title text NOT NULL,
    author_name text NOT NULL,
    provider_name text NOT NULL,
    thumbnail_url text NOT NULL,
    width integer,
    height integer,
    last_updated timestamp with time zone NOT NULL,
    hash character varying(32) NOT NULL,
    cache_until timestamp with time zone
);
ALTER TABLE public.wagtailembeds_embed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailembeds_embed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailforms_formsubmission (
    id integer NOT NULL,
    form_data jsonb NOT NULL,
    submit_time timestamp with time zone NOT NULL,
    page_id integer NOT NULL
);
ALTER TABLE public.wagtailforms_formsubmission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailforms_formsubmission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailimages_image (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    focal_point_x integer,
    focal_point_y integer,
    focal_point_width integer,
    focal_point_height integer,
    uploaded_by_user_id bigint,
    file_size integer,
    collection_id integer NOT NULL,
    file_hash character varying(40) NOT NULL,
    description character varying(255) NOT NULL,
    CONSTRAINT wagtailimages_image_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_height_check CHECK ((focal_point_height >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_width_check CHECK ((focal_point_width >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_x_check CHECK ((focal_point_x >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_y_check CHECK ((focal_point_y >= 0))
);
ALTER TABLE public.wagtailimages_image ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_image_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailimages_rendition (
    id integer NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    focal_point_key character varying(16) NOT NULL,
    filter_spec character varying(255) NOT NULL,
    image_id integer NOT NULL
);
ALTER TABLE public.wagtailimages_rendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_rendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailredirects_redirect (
    id integer NOT NULL,
    old_path character varying(255) NOT NULL,
    is_permanent boolean NOT NULL,
    redirect_link character varying(255) NOT NULL,
    redirect_page_id integer,
    site_id integer,
    automatically_created boolean NOT NULL,
    created_at timestamp with time zone,
    redirect_page_route_path character varying(255) NOT NULL
);
ALTER TABLE public.wagtailredirects_redirect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailredirects_redirect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailsearch_indexentry (
    id integer NOT NULL,
    object_id character varying(50) NOT NULL,
    title_norm double precision NOT NULL,
    content_type_id integer NOT NULL,
    autocomplete tsvector NOT NULL,
    title tsvector NOT NULL,
    body tsvector NOT NULL,
    title_text text NOT NULL,
    body_text text NOT NULL
);
ALTER TABLE public.wagtailsearch_indexentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailsearch_indexentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailusers_userprofile (
    id integer NOT NULL,
    submitted_notifications boolean NOT NULL,
    approved_notifications boolean NOT NULL,
    rejected_notifications boolean NOT NULL,
    user_id bigint NOT NULL,
    preferred_language character varying(10) NOT NULL,
    current_time_zone character varying(40) NOT NULL,
    avatar character varying(100) NOT NULL,
    updated_comments_notifications boolean NOT NULL,
    dismissibles jsonb NOT NULL,
    theme character varying(40) NOT NULL,
    density character varying(40) NOT NULL,
    contrast character varying(40) NOT NULL,
    keyboard_shortcuts boolean NOT NULL
);
ALTER TABLE public.wagtailusers_userprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailusers_userprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.auth_group VALUES
	(1, 'Moderators'),
	(2, 'Editors');
INSERT INTO public.auth_group_permissions VALUES
	(1, 1, 1),
	(2, 1, 2),
	(3, 1, 3),
	(4, 2, 1),
	(5, 2, 2),
	(6, 2, 3),
	(7, 1, 4),
	(8, 2, 4),
	(9, 1, 5),
	(10, 2, 5),
	(11, 1, 114),
	(12, 1, 115),
	(13, 1, 116),
	(14, 2, 114),
	(15, 2, 115),
	(16, 2, 116),
	(17, 1, 117),
	(18, 2, 117);
INSERT INTO public.auth_permission VALUES
	(1, 'Can add image', 2, 'add_image'),
	(2, 'Can change image', 2, 'change_image'),
	(3, 'Can delete image', 2, 'delete_image'),
	(4, 'Can access Wagtail admin', 3, 'access_admin'),
	(5, 'Can choose image', 2, 'choose_image'),
	(6, 'Can add locale', 5, 'add_locale'),
	(7, 'Can change locale', 5, 'change_locale'),
	(8, 'Can delete locale', 5, 'delete_locale'),
	(9, 'Can view locale', 5, 'view_locale'),
	(10, 'Can add site', 6, 'add_site'),
	(11, 'Can change site', 6, 'change_site'),
	(12, 'Can delete site', 6, 'delete_site'),
	(13, 'Can view site', 6, 'view_site'),
	(14, 'Can add group site permission', 7, 'add_groupsitepermission'),
	(15, 'Can change group site permission', 7, 'change_groupsitepermission'),
	(16, 'Can delete group site permission', 7, 'delete_groupsitepermission'),
	(17, 'Can view group site permission', 7, 'view_groupsitepermission'),
	(18, 'Can add API token', 8, 'add_apitoken'),
	(19, 'Can change API token', 8, 'change_apitoken'),
	(20, 'Can delete API token', 8, 'delete_apitoken'),
	(21, 'Can view API token', 8, 'view_apitoken'),
	(22, 'Can add model log entry', 9, 'add_modellogentry'),
	(23, 'Can change model log entry', 9, 'change_modellogentry'),
	(24, 'Can delete model log entry', 9, 'delete_modellogentry'),
	(25, 'Can view model log entry', 9, 'view_modellogentry'),
	(26, 'Can add revision', 10, 'add_revision'),
	(27, 'Can change revision', 10, 'change_revision'),
	(28, 'Can delete revision', 10, 'delete_revision'),
	(29, 'Can view revision', 10, 'view_revision'),
	(30, 'Can add collection view restriction', 11, 'add_collectionviewrestriction'),
	(31, 'Can change collection view restriction', 11, 'change_collectionviewrestriction'),
	(32, 'Can delete collection view restriction', 11, 'delete_collectionviewrestriction'),
	(33, 'Can view collection view restriction', 11, 'view_collectionviewrestriction'),
	(34, 'Can add collection', 12, 'add_collection'),
	(35, 'Can change collection', 12, 'change_collection'),
	(36, 'Can delete collection', 12, 'delete_collection'),
	(37, 'Can view collection', 12, 'view_collection'),
	(38, 'Can add group collection permission', 13, 'add_groupcollectionpermission'),
	(39, 'Can change group collection permission', 13, 'change_groupcollectionpermission'),
	(40, 'Can delete group collection permission', 13, 'delete_groupcollectionpermission'),
	(41, 'Can view group collection permission', 13, 'view_groupcollectionpermission'),
	(42, 'Can add uploaded file', 14, 'add_uploadedfile'),
	(43, 'Can change uploaded file', 14, 'change_uploadedfile'),
	(44, 'Can delete uploaded file', 14, 'delete_uploadedfile'),
	(45, 'Can view uploaded file', 14, 'view_uploadedfile'),
	(46, 'Can add workflow content type', 15, 'add_workflowcontenttype'),
	(47, 'Can change workflow content type', 15, 'change_workflowcontenttype'),
	(48, 'Can delete workflow content type', 15, 'delete_workflowcontenttype'),
	(49, 'Can view workflow content type', 15, 'view_workflowcontenttype'),
	(50, 'Can add Workflow state', 16, 'add_workflowstate'),
	(51, 'Can change Workflow state', 16, 'change_workflowstate'),
	(52, 'Can delete Workflow state', 16, 'delete_workflowstate'),
	(53, 'Can view Workflow state', 16, 'view_workflowstate'),
	(54, 'Can add workflow', 17, 'add_workflow'),
	(55, 'Can change workflow', 17, 'change_workflow'),
	(56, 'Can delete workflow', 17, 'delete_workflow'),
	(57, 'Can view workflow', 17, 'view_workflow'),
	(58, 'Can add workflow task order', 18, 'add_workflowtask'),
	(59, 'Can change workflow task order', 18, 'change_workflowtask'),
	(60, 'Can delete workflow task order', 18, 'delete_workflowtask'),
	(61, 'Can view workflow task order', 18, 'view_workflowtask'),
	(62, 'Can add task', 19, 'add_task'),
	(63, 'Can change task', 19, 'change_task'),
	(64, 'Can delete task', 19, 'delete_task'),
	(65, 'Can view task', 19, 'view_task'),
	(66, 'Can add Group approval task', 4, 'add_groupapprovaltask'),
	(67, 'Can change Group approval task', 4, 'change_groupapprovaltask'),
	(68, 'Can delete Group approval task', 4, 'delete_groupapprovaltask'),
	(69, 'Can view Group approval task', 4, 'view_groupapprovaltask'),
	(70, 'Can add Task state', 20, 'add_taskstate'),
	(71, 'Can change Task state', 20, 'change_taskstate'),
	(72, 'Can delete Task state', 20, 'delete_taskstate'),
	(73, 'Can view Task state', 20, 'view_taskstate'),
	(74, 'Can add page', 1, 'add_page'),
	(75, 'Can change page', 1, 'change_page'),
	(76, 'Can delete page', 1, 'delete_page'),
	(77, 'Can view page', 1, 'view_page'),
	(78, 'Delete pages with children', 1, 'bulk_delete_page'),
	(79, 'Lock/unlock pages you''ve locked', 1, 'lock_page'),
	(80, 'Publish any page', 1, 'publish_page'),
	(81, 'Unlock any page', 1, 'unlock_page'),
	(82, 'Can add group page permission', 21, 'add_grouppagepermission'),
	(83, 'Can change group page permission', 21, 'change_grouppagepermission'),
	(84, 'Can delete group page permission', 21, 'delete_grouppagepermission'),
	(85, 'Can view group page permission', 21, 'view_grouppagepermission'),
	(86, 'Can add page view restriction', 22, 'add_pageviewrestriction'),
	(87, 'Can change page view restriction', 22, 'change_pageviewrestriction'),
	(88, 'Can delete page view restriction', 22, 'delete_pageviewrestriction'),
	(89, 'Can view page view restriction', 22, 'view_pageviewrestriction'),
	(90, 'Can add workflow page', 23, 'add_workflowpage'),
	(91, 'Can change workflow page', 23, 'change_workflowpage'),
	(92, 'Can delete workflow page', 23, 'delete_workflowpage'),
	(93, 'Can view workflow page', 23, 'view_workflowpage'),
	(94, 'Can add page log entry', 24, 'add_pagelogentry'),
	(95, 'Can change page log entry', 24, 'change_pagelogentry'),
	(96, 'Can delete page log entry', 24, 'delete_pagelogentry'),
	(97, 'Can view page log entry', 24, 'view_pagelogentry'),
	(98, 'Can add comment', 25, 'add_comment'),
	(99, 'Can change comment', 25, 'change_comment'),
	(100, 'Can delete comment', 25, 'delete_comment');
INSERT INTO public.auth_permission VALUES
	(101, 'Can view comment', 25, 'view_comment'),
	(102, 'Can add comment reply', 26, 'add_commentreply'),
	(103, 'Can change comment reply', 26, 'change_commentreply'),
	(104, 'Can delete comment reply', 26, 'delete_commentreply'),
	(105, 'Can view comment reply', 26, 'view_commentreply'),
	(106, 'Can add page subscription', 27, 'add_pagesubscription'),
	(107, 'Can change page subscription', 27, 'change_pagesubscription'),
	(108, 'Can delete page subscription', 27, 'delete_pagesubscription'),
	(109, 'Can view page subscription', 27, 'view_pagesubscription'),
	(110, 'Can add reference index', 28, 'add_referenceindex'),
	(111, 'Can change reference index', 28, 'change_referenceindex'),
	(112, 'Can delete reference index', 28, 'delete_referenceindex'),
	(113, 'Can view reference index', 28, 'view_referenceindex'),
	(114, 'Can add document', 29, 'add_document'),
	(115, 'Can change document', 29, 'change_document'),
	(116, 'Can delete document', 29, 'delete_document'),
	(117, 'Can choose document', 29, 'choose_document');
INSERT INTO public.cms_casetopic VALUES
	(1, 'first-export', 0),
	(2, 'digital', 1),
	(3, 'quality', 2),
	(4, 'together', 3),
	(5, 'payment', 4),
	(6, 'green', 5),
	(7, 'women-led', 6),
	(8, 'crisis', 7);
INSERT INTO public.cms_casetopicname VALUES
	(1, 'en', 'First export', 1),
	(2, 'ko', '첫 수출', 1),
	(3, 'en', 'Going digital', 2),
	(4, 'ko', '디지털 전환', 2),
	(5, 'en', 'Quality and certificates', 3),
	(6, 'ko', '품질과 인증', 3),
	(7, 'en', 'Working together', 4),
	(8, 'ko', '함께하기', 4),
	(9, 'en', 'Payment and risk', 5),
	(10, 'ko', '대금과 위험', 5),
	(11, 'en', 'Energy and environment', 6),
	(12, 'ko', '에너지와 환경', 6),
	(13, 'en', 'Firms led by women', 7),
	(14, 'ko', '여성 기업', 7),
	(15, 'en', 'Getting through a crisis', 8),
	(16, 'ko', '위기 극복', 8);
INSERT INTO public.django_content_type VALUES
	(1, 'wagtailcore', 'page'),
	(2, 'wagtailimages', 'image'),
	(3, 'wagtailadmin', 'admin'),
	(4, 'wagtailcore', 'groupapprovaltask'),
	(5, 'wagtailcore', 'locale'),
	(6, 'wagtailcore', 'site'),
	(7, 'wagtailcore', 'groupsitepermission'),
	(8, 'wagtailcore', 'apitoken'),
	(9, 'wagtailcore', 'modellogentry'),
	(10, 'wagtailcore', 'revision'),
	(11, 'wagtailcore', 'collectionviewrestriction'),
	(12, 'wagtailcore', 'collection'),
	(13, 'wagtailcore', 'groupcollectionpermission'),
	(14, 'wagtailcore', 'uploadedfile'),
	(15, 'wagtailcore', 'workflowcontenttype'),
	(16, 'wagtailcore', 'workflowstate'),
	(17, 'wagtailcore', 'workflow'),
	(18, 'wagtailcore', 'workflowtask'),
	(19, 'wagtailcore', 'task'),
	(20, 'wagtailcore', 'taskstate'),
	(21, 'wagtailcore', 'grouppagepermission'),
	(22, 'wagtailcore', 'pageviewrestriction'),
	(23, 'wagtailcore', 'workflowpage'),
	(24, 'wagtailcore', 'pagelogentry'),
	(25, 'wagtailcore', 'comment'),
	(26, 'wagtailcore', 'commentreply'),
	(27, 'wagtailcore', 'pagesubscription'),
	(28, 'wagtailcore', 'referenceindex'),
	(29, 'wagtaildocs', 'document');
INSERT INTO public.payments_plan VALUES
	(1, 'free', 'Free', '', 0.0000, 'USD', true),
	(2, 'supporter', 'Supporter', '', 0.0000, 'USD', false);
INSERT INTO public.wagtailcore_collection VALUES
	(1, '0001', 1, 0, 'Root');
INSERT INTO public.wagtailcore_groupapprovaltask VALUES
	(1);
INSERT INTO public.wagtailcore_groupapprovaltask_groups VALUES
	(1, 1, 1);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES
	(1, 1, 1, 1),
	(2, 1, 2, 1),
	(3, 1, 1, 2),
	(4, 1, 2, 2),
	(5, 1, 1, 5),
	(6, 1, 2, 5),
	(7, 1, 1, 114),
	(8, 1, 2, 114),
	(9, 1, 1, 115),
	(10, 1, 2, 115),
	(11, 1, 1, 117),
	(12, 1, 2, 117);
INSERT INTO public.wagtailcore_grouppagepermission VALUES
	(1, 1, 1, 74),
	(2, 1, 1, 75),
	(3, 1, 1, 80),
	(4, 2, 1, 74),
	(5, 2, 1, 75),
	(6, 1, 1, 79),
	(7, 1, 1, 81);
INSERT INTO public.wagtailcore_locale VALUES
	(1, 'en');
INSERT INTO public.wagtailcore_page VALUES
	(1, '0001', 1, 1, 'Root', 'root', true, false, '/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, '8d4ad317-97a0-4461-9ff4-fc33d6592a32', 1, NULL, NULL),
	(2, '00010001', 2, 0, 'Welcome to your new Wagtail site!', 'home', true, false, '/home/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Welcome to your new Wagtail site!', NULL, NULL, 'a9bd636d-dd99-4e8b-adba-444447527628', 1, NULL, NULL);
INSERT INTO public.wagtailcore_site VALUES
	(1, 'localhost', 80, true, 2, '');
INSERT INTO public.wagtailcore_task VALUES
	(1, 'Moderators approval', true, 4);
INSERT INTO public.wagtailcore_workflow VALUES
	(1, 'Moderators approval', true);
INSERT INTO public.wagtailcore_workflowpage VALUES
	(1, 1);
INSERT INTO public.wagtailcore_workflowtask VALUES
	(1, 0, 1, 1);
SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);
SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_id_seq', 2, true);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 18, true);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 117, true);
SELECT pg_catalog.setval('public.catalog_attribute_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_cataloguechange_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_cataloguestep_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_category_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_categoryalias_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_categoryattribute_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_categorymerge_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_editordraft_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_hstext_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_importpicture_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_importproblem_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_importrun_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_listingreview_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_listingtrust_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_pricetier_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_printedcatalogue_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_product_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_productcertificate_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_productdocument_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_productflag_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_productpicture_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_producttext_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_relatedproduct_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_report_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_reportcase_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_seen_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_seensetting_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_sharedcatalogue_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_shortlist_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_shortlistitem_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_variant_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_askedfield_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_author_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_casecompany_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_caseconsent_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_casefigure_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_caselink_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_casepage_topics_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_caseproduct_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_caseproposal_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_casetopic_id_seq', 8, true);
SELECT pg_catalog.setval('public.cms_casetopicname_id_seq', 16, true);
SELECT pg_catalog.setval('public.cms_consent_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_countrycontact_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_countryfigure_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_coursematerial_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_coursepage_topics_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_eventguest_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_eventmaterial_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_eventsession_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_eventspeaker_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_exhibitionpage_sectors_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_fairfollow_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_finding_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_guestlist_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_helpplace_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_helpvote_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_instep_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_laidpage_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_legaltext_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_legalversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_newsauthor_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_pavilionstand_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_publicationpage_topics_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_sectionrole_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_stillright_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_term_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_termlink_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_topic_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_article_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_articleopinion_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_articlepicture_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_articlereviewer_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_articlesuggestion_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_articleversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_calendarkey_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_candidate_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_case_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_caseappeal_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_casenote_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_casetask_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_community_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_communityinvitation_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_communitymember_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_communityvisit_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_contentreport_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_contentrule_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_directoryentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_directoryfield_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_directorystate_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_featuredlisting_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_figuresconsent_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_gathering_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_gatheringinvitation_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_gatheringletter_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_initiative_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_initiativeagreement_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_initiativeconsent_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_initiativefile_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_initiativenote_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_initiativeoutcome_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_initiativepartner_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_initiativestep_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_joinquestion_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_jointlisting_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_measure_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_meetingplan_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_meetingslot_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_membershipchange_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_moderationcase_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_moderationentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_moderationsettings_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_poll_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_polloption_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_pollvote_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_post_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_postfile_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_postmention_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_postthank_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_postversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_registration_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_resultssettings_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_stay_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_tablemeeting_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_tableoutcome_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_tableprofile_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_tableseat_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_talkcategory_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_talkchoice_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_thread_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_threadplace_id_seq', 1, false);
SELECT pg_catalog.setval('public.community_vouching_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_apitoken_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_boothlayout_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_certificate_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_claim_evidence_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_claim_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_company_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_companymerge_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_companyphoto_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_companytext_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_documentversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_handover_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_impersonation_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_invitation_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_mandate_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_mandate_people_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_membership_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_mergeproposal_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_nameflag_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_reminder_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_shortaddress_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_staffnote_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_suspension_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_user_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_user_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_user_user_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_vaultdocument_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_webhookattempt_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_webhookdelivery_id_seq', 1, false);
SELECT pg_catalog.setval('public.companies_webhookendpoint_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_alwaystranslate_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_autoreply_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_autoreplysent_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_caution_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_chainentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_desklook_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_desktag_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_meeting_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_meetingday_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_meetingfeed_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_meetinghours_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_meetingpoint_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_meetingtask_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_meetingwindow_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_mention_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_message_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_messagecard_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_messagefile_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_messagetranslation_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_messagewording_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_minutessignature_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_minutesversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_pin_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_presencechoice_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_reaction_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_readmark_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_replybymail_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_reportedtalk_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_room_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_roomclosure_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_roomdesk_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_roomdesk_tags_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_roommute_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_roomparty_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_shownpart_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_talkallowance_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_talksuspension_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_translationconsent_id_seq', 1, false);
SELECT pg_catalog.setval('public.consultations_wordssalt_id_seq', 1, false);
SELECT pg_catalog.setval('public.core_event_id_seq', 1, false);
SELECT pg_catalog.setval('public.core_timedjob_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 29, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 412, true);
SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);
SELECT pg_catalog.setval('public.notifications_mailpreference_id_seq', 1, false);
SELECT pg_catalog.setval('public.notifications_notification_id_seq', 1, false);
SELECT pg_catalog.setval('public.notifications_quiethours_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_cannedreply_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_companyblock_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_companyresponse_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_inquiry_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_inquiryabsence_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_inquiryassignment_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_inquirybatch_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_inquirycontact_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_inquiryfile_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_inquiryline_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_inquirymessage_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_inquirynote_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_inquiryreport_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_inquiryseen_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_offer_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_offerdocument_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_offerpicture_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_offerreader_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_offerviews_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_rfq_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_rfqdocument_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_rfqline_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_rfqquestion_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_rfqrevision_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_rfqsupplier_id_seq', 1, false);
SELECT pg_catalog.setval('public.offers_routingrule_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_charge_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_difference_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_dispute_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_payaccount_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_plan_id_seq', 2, true);
SELECT pg_catalog.setval('public.payments_refund_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_release_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_stripeevent_id_seq', 1, false);
SELECT pg_catalog.setval('public.payments_subscription_id_seq', 1, false);
SELECT pg_catalog.setval('public.search_asked_id_seq', 1, false);
SELECT pg_catalog.setval('public.search_clicked_id_seq', 1, false);
SELECT pg_catalog.setval('public.search_savedmatch_id_seq', 1, false);
SELECT pg_catalog.setval('public.search_savedsearch_id_seq', 1, false);
SELECT pg_catalog.setval('public.search_synonymgroup_id_seq', 1, false);
SELECT pg_catalog.setval('public.simple_translation_simpletranslation_id_seq', 1, false);
SELECT pg_catalog.setval('public.taggit_tag_id_seq', 1, false);
SELECT pg_catalog.setval('public.taggit_taggeditem_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_award_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_awardline_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_buyerestimate_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_calendarfeed_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_capacitypool_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_comparisonweights_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_delivery_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_deliveryline_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_instalment_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_invoice_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_invoiceline_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_invoicetax_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_ledgerentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_letterofcredit_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_numberseries_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_order_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_orderchange_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_orderline_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_ordernote_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_ordernumbers_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_outsidepayment_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_payeeaccount_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_paymentschedule_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_pledge_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_pledgechange_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_poolline_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_poolmember_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_poolpart_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_posting_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_pricefloor_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_proofpaper_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_purchaseround_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_quotation_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_quotationdocument_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_quotationline_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_quotationtier_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_quotationversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_quotingrules_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_rounddocument_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_roundtier_id_seq', 1, false);
SELECT pg_catalog.setval('public.trade_split_id_seq', 1, false);
SELECT pg_catalog.setval('public.usersessions_usersession_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailadmin_admin_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailadmin_editingsession_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailadmin_formstate_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_apitoken_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_collection_id_seq', 1, true);
SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_comment_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_commentreply_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_groupapprovaltask_groups_id_seq', 1, true);
SELECT pg_catalog.setval('public.wagtailcore_groupcollectionpermission_id_seq', 12, true);
SELECT pg_catalog.setval('public.wagtailcore_grouppagepermission_id_seq', 7, true);
SELECT pg_catalog.setval('public.wagtailcore_groupsitepermission_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_locale_id_seq', 1, true);
SELECT pg_catalog.setval('public.wagtailcore_modellogentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_page_id_seq', 2, true);
SELECT pg_catalog.setval('public.wagtailcore_pagelogentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_pagerevision_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_pagesubscription_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_referenceindex_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_site_id_seq', 1, true);
SELECT pg_catalog.setval('public.wagtailcore_task_id_seq', 1, true);
SELECT pg_catalog.setval('public.wagtailcore_taskstate_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_uploadedfile_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_workflow_id_seq', 1, true);
SELECT pg_catalog.setval('public.wagtailcore_workflowstate_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_workflowtask_id_seq', 1, true);
SELECT pg_catalog.setval('public.wagtaildocs_document_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailembeds_embed_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailforms_formsubmission_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailimages_image_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailimages_rendition_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailredirects_redirect_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailsearch_indexentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailusers_userprofile_id_seq', 1, false);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_alwaystranslate
    ADD CONSTRAINT always_translate_once UNIQUE (room_id, user_id);
ALTER TABLE ONLY public.community_article
    ADD CONSTRAINT article_language_once UNIQUE (community_id, "group", language);
ALTER TABLE ONLY public.community_articleopinion
    ADD CONSTRAINT article_opinion_once UNIQUE (article_id, user_id);
ALTER TABLE ONLY public.community_articlereviewer
    ADD CONSTRAINT article_reviewer_once UNIQUE (article_id, company_id);
ALTER TABLE ONLY public.community_articleversion
    ADD CONSTRAINT article_version_once UNIQUE (article_id, number);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_newsauthor
    ADD CONSTRAINT author_once_an_article UNIQUE (page_id, author_id);
ALTER TABLE ONLY public.consultations_autoreplysent
    ADD CONSTRAINT auto_reply_once_a_day UNIQUE (room_id, company_id, day);
ALTER TABLE ONLY public.trade_awardline
    ADD CONSTRAINT award_line_once UNIQUE (award_id, rfq_line_id);
ALTER TABLE ONLY public.trade_calendarfeed
    ADD CONSTRAINT calendar_feed_once UNIQUE (user_id, company_id);
ALTER TABLE ONLY public.community_calendarkey
    ADD CONSTRAINT calendar_key_once UNIQUE (community_id, user_id);
ALTER TABLE ONLY public.community_candidate
    ADD CONSTRAINT candidate_once UNIQUE (case_id, company_id);
ALTER TABLE ONLY public.offers_cannedreply
    ADD CONSTRAINT canned_reply_once UNIQUE (company_id, language, title);
ALTER TABLE ONLY public.community_caseappeal
    ADD CONSTRAINT case_appeal_once UNIQUE (case_id, instance);
ALTER TABLE ONLY public.cms_caseproposal
    ADD CONSTRAINT case_proposal_form_once UNIQUE (company_id, form_token);
ALTER TABLE ONLY public.cms_casetopicname
    ADD CONSTRAINT case_topic_named_once UNIQUE (topic_id, language);
ALTER TABLE ONLY public.catalog_attribute
    ADD CONSTRAINT catalog_attribute_key_key UNIQUE (key);
ALTER TABLE ONLY public.catalog_attribute
    ADD CONSTRAINT catalog_attribute_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_cataloguechange
    ADD CONSTRAINT catalog_cataloguechange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_cataloguechange
    ADD CONSTRAINT catalog_cataloguechange_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.catalog_cataloguestep
    ADD CONSTRAINT catalog_cataloguestep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_path_key UNIQUE (path);
ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.catalog_categoryalias
    ADD CONSTRAINT catalog_categoryalias_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_categoryalias
    ADD CONSTRAINT catalog_categoryalias_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.catalog_categoryattribute
    ADD CONSTRAINT catalog_categoryattribute_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_categorymerge
    ADD CONSTRAINT catalog_categorymerge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_editordraft
    ADD CONSTRAINT catalog_editordraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_hstext
    ADD CONSTRAINT catalog_hstext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_importpicture
    ADD CONSTRAINT catalog_importpicture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_importproblem
    ADD CONSTRAINT catalog_importproblem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_importrun
    ADD CONSTRAINT catalog_importrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_importrun
    ADD CONSTRAINT catalog_importrun_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.catalog_listingreview
    ADD CONSTRAINT catalog_listingreview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_listingreview
    ADD CONSTRAINT catalog_listingreview_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.catalog_listingtrust
    ADD CONSTRAINT catalog_listingtrust_company_id_key UNIQUE (company_id);
ALTER TABLE ONLY public.catalog_listingtrust
    ADD CONSTRAINT catalog_listingtrust_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_pricetier
    ADD CONSTRAINT catalog_pricetier_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_printedcatalogue
    ADD CONSTRAINT catalog_printedcatalogue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_printedcatalogue
    ADD CONSTRAINT catalog_printedcatalogue_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT catalog_product_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT catalog_product_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT catalog_product_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.catalog_productcertificate
    ADD CONSTRAINT catalog_productcertificate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_productcertificate
    ADD CONSTRAINT catalog_productcertificate_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.catalog_productdocument
    ADD CONSTRAINT catalog_productdocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_productdocument
    ADD CONSTRAINT catalog_productdocument_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.catalog_productflag
    ADD CONSTRAINT catalog_productflag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_productpicture
    ADD CONSTRAINT catalog_productpicture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_producttext
    ADD CONSTRAINT catalog_producttext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_relatedproduct
    ADD CONSTRAINT catalog_relatedproduct_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_report
    ADD CONSTRAINT catalog_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_reportcase
    ADD CONSTRAINT catalog_reportcase_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_reportcase
    ADD CONSTRAINT catalog_reportcase_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.catalog_seen
    ADD CONSTRAINT catalog_seen_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_seensetting
    ADD CONSTRAINT catalog_seensetting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_seensetting
    ADD CONSTRAINT catalog_seensetting_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.catalog_sharedcatalogue
    ADD CONSTRAINT catalog_sharedcatalogue_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.catalog_sharedcatalogue
    ADD CONSTRAINT catalog_sharedcatalogue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_sharedcatalogue
    ADD CONSTRAINT catalog_sharedcatalogue_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.catalog_shortlist
    ADD CONSTRAINT catalog_shortlist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_shortlist
    ADD CONSTRAINT catalog_shortlist_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.catalog_shortlistitem
    ADD CONSTRAINT catalog_shortlistitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_shortlistitem
    ADD CONSTRAINT catalog_shortlistitem_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.catalog_variant
    ADD CONSTRAINT catalog_variant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_categoryattribute
    ADD CONSTRAINT category_asks_once UNIQUE (category_id, attribute_id);
ALTER TABLE ONLY public.consultations_caution
    ADD CONSTRAINT caution_once_per_kind UNIQUE (message_id, kind);
ALTER TABLE ONLY public.consultations_chainentry
    ADD CONSTRAINT chain_seq_once UNIQUE (room_id, seq);
ALTER TABLE ONLY public.search_clicked
    ADD CONSTRAINT clicked_once UNIQUE (asked_id, "position");
ALTER TABLE ONLY public.cms_askedfield
    ADD CONSTRAINT cms_askedfield_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_author
    ADD CONSTRAINT cms_author_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_author
    ADD CONSTRAINT cms_author_translation_key_locale_id_55f0fa5b_uniq UNIQUE (translation_key, locale_id);
ALTER TABLE ONLY public.cms_casecompany
    ADD CONSTRAINT cms_casecompany_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_caseconsent
    ADD CONSTRAINT cms_caseconsent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_caseconsent
    ADD CONSTRAINT cms_caseconsent_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.cms_casefigure
    ADD CONSTRAINT cms_casefigure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_caseindexpage
    ADD CONSTRAINT cms_caseindexpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_caselink
    ADD CONSTRAINT cms_caselink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_casepage
    ADD CONSTRAINT cms_casepage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_casepage_topics
    ADD CONSTRAINT cms_casepage_topics_casepage_id_casetopic_id_13cfac96_uniq UNIQUE (casepage_id, casetopic_id);
ALTER TABLE ONLY public.cms_casepage_topics
    ADD CONSTRAINT cms_casepage_topics_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_caseproduct
    ADD CONSTRAINT cms_caseproduct_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_caseproposal
    ADD CONSTRAINT cms_caseproposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_caseproposal
    ADD CONSTRAINT cms_caseproposal_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.cms_casetopic
    ADD CONSTRAINT cms_casetopic_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_casetopic
    ADD CONSTRAINT cms_casetopic_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.cms_casetopicname
    ADD CONSTRAINT cms_casetopicname_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_consent
    ADD CONSTRAINT cms_consent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_countrycontact
    ADD CONSTRAINT cms_countrycontact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_countryfigure
    ADD CONSTRAINT cms_countryfigure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_countryindexpage
    ADD CONSTRAINT cms_countryindexpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_countrypage
    ADD CONSTRAINT cms_countrypage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_courseindexpage
    ADD CONSTRAINT cms_courseindexpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_coursematerial
    ADD CONSTRAINT cms_coursematerial_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_coursepage
    ADD CONSTRAINT cms_coursepage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_coursepage_topics
    ADD CONSTRAINT cms_coursepage_topics_coursepage_id_topic_id_3a6afd9d_uniq UNIQUE (coursepage_id, topic_id);
ALTER TABLE ONLY public.cms_coursepage_topics
    ADD CONSTRAINT cms_coursepage_topics_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_eventguest
    ADD CONSTRAINT cms_eventguest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_eventguest
    ADD CONSTRAINT cms_eventguest_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.cms_eventindexpage
    ADD CONSTRAINT cms_eventindexpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_eventmaterial
    ADD CONSTRAINT cms_eventmaterial_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_eventpage
    ADD CONSTRAINT cms_eventpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_eventsession
    ADD CONSTRAINT cms_eventsession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_eventspeaker
    ADD CONSTRAINT cms_eventspeaker_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_exhibitionindexpage
    ADD CONSTRAINT cms_exhibitionindexpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_exhibitionpage
    ADD CONSTRAINT cms_exhibitionpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_exhibitionpage_sectors
    ADD CONSTRAINT cms_exhibitionpage_secto_exhibitionpage_id_catego_cd52ae3e_uniq UNIQUE (exhibitionpage_id, category_id);
ALTER TABLE ONLY public.cms_exhibitionpage_sectors
    ADD CONSTRAINT cms_exhibitionpage_sectors_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_fairfollow
    ADD CONSTRAINT cms_fairfollow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_faqpage
    ADD CONSTRAINT cms_faqpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_finding
    ADD CONSTRAINT cms_finding_page_id_key UNIQUE (page_id);
ALTER TABLE ONLY public.cms_finding
    ADD CONSTRAINT cms_finding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_formpage
    ADD CONSTRAINT cms_formpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_guestlist
    ADD CONSTRAINT cms_guestlist_key_key UNIQUE (key);
ALTER TABLE ONLY public.cms_guestlist
    ADD CONSTRAINT cms_guestlist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_helpindexpage
    ADD CONSTRAINT cms_helpindexpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_helppage
    ADD CONSTRAINT cms_helppage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_helpplace
    ADD CONSTRAINT cms_helpplace_key_key UNIQUE (key);
ALTER TABLE ONLY public.cms_helpplace
    ADD CONSTRAINT cms_helpplace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_helpvote
    ADD CONSTRAINT cms_helpvote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_homepage
    ADD CONSTRAINT cms_homepage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_infopage
    ADD CONSTRAINT cms_infopage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_instep
    ADD CONSTRAINT cms_instep_page_id_key UNIQUE (page_id);
ALTER TABLE ONLY public.cms_instep
    ADD CONSTRAINT cms_instep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_laidpage
    ADD CONSTRAINT cms_laidpage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_legaltext
    ADD CONSTRAINT cms_legaltext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_legalversion
    ADD CONSTRAINT cms_legalversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_newsauthor
    ADD CONSTRAINT cms_newsauthor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_newsindexpage
    ADD CONSTRAINT cms_newsindexpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_newspage
    ADD CONSTRAINT cms_newspage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_pavilionpage
    ADD CONSTRAINT cms_pavilionpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_pavilionstand
    ADD CONSTRAINT cms_pavilionstand_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_publicationindexpage
    ADD CONSTRAINT cms_publicationindexpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_publicationpage
    ADD CONSTRAINT cms_publicationpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_publicationpage_topics
    ADD CONSTRAINT cms_publicationpage_topi_publicationpage_id_topic_55512283_uniq UNIQUE (publicationpage_id, topic_id);
ALTER TABLE ONLY public.cms_publicationpage_topics
    ADD CONSTRAINT cms_publicationpage_topics_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_releasetask
    ADD CONSTRAINT cms_releasetask_pkey PRIMARY KEY (task_ptr_id);
ALTER TABLE ONLY public.cms_secondpersontask
    ADD CONSTRAINT cms_secondpersontask_pkey PRIMARY KEY (task_ptr_id);
ALTER TABLE ONLY public.cms_sectionpage
    ADD CONSTRAINT cms_sectionpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_sectionrole
    ADD CONSTRAINT cms_sectionrole_group_id_key UNIQUE (group_id);
ALTER TABLE ONLY public.cms_sectionrole
    ADD CONSTRAINT cms_sectionrole_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_stillright
    ADD CONSTRAINT cms_stillright_page_id_key UNIQUE (page_id);
ALTER TABLE ONLY public.cms_stillright
    ADD CONSTRAINT cms_stillright_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_term
    ADD CONSTRAINT cms_term_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_term
    ADD CONSTRAINT cms_term_translation_key_locale_id_c1f32e5b_uniq UNIQUE (translation_key, locale_id);
ALTER TABLE ONLY public.cms_termlink
    ADD CONSTRAINT cms_termlink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_topic
    ADD CONSTRAINT cms_topic_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_topic
    ADD CONSTRAINT cms_topic_translation_key_locale_id_1aa0716e_uniq UNIQUE (translation_key, locale_id);
ALTER TABLE ONLY public.community_article
    ADD CONSTRAINT community_article_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_article
    ADD CONSTRAINT community_article_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_articleopinion
    ADD CONSTRAINT community_articleopinion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_articlepicture
    ADD CONSTRAINT community_articlepicture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_articlepicture
    ADD CONSTRAINT community_articlepicture_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_articlereviewer
    ADD CONSTRAINT community_articlereviewer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_articlesuggestion
    ADD CONSTRAINT community_articlesuggestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_articlesuggestion
    ADD CONSTRAINT community_articlesuggestion_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_articleversion
    ADD CONSTRAINT community_articleversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_calendarkey
    ADD CONSTRAINT community_calendarkey_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.community_calendarkey
    ADD CONSTRAINT community_calendarkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_candidate
    ADD CONSTRAINT community_candidate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_candidate
    ADD CONSTRAINT community_candidate_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_case
    ADD CONSTRAINT community_case_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_case
    ADD CONSTRAINT community_case_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_caseappeal
    ADD CONSTRAINT community_caseappeal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_casenote
    ADD CONSTRAINT community_casenote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_casetask
    ADD CONSTRAINT community_casetask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_community
    ADD CONSTRAINT community_community_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_community
    ADD CONSTRAINT community_community_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_community
    ADD CONSTRAINT community_community_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.community_communityinvitation
    ADD CONSTRAINT community_communityinvitation_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.community_communityinvitation
    ADD CONSTRAINT community_communityinvitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_communityinvitation
    ADD CONSTRAINT community_communityinvitation_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_communitymember
    ADD CONSTRAINT community_communitymember_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_communityvisit
    ADD CONSTRAINT community_communityvisit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_contentreport
    ADD CONSTRAINT community_contentreport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_contentrule
    ADD CONSTRAINT community_contentrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_directoryentry
    ADD CONSTRAINT community_directoryentry_member_id_key UNIQUE (member_id);
ALTER TABLE ONLY public.community_directoryentry
    ADD CONSTRAINT community_directoryentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_directoryfield
    ADD CONSTRAINT community_directoryfield_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_directorystate
    ADD CONSTRAINT community_directorystate_community_id_key UNIQUE (community_id);
ALTER TABLE ONLY public.community_directorystate
    ADD CONSTRAINT community_directorystate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_featuredlisting
    ADD CONSTRAINT community_featuredlisting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_figuresconsent
    ADD CONSTRAINT community_figuresconsent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_gathering
    ADD CONSTRAINT community_gathering_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_gathering
    ADD CONSTRAINT community_gathering_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_gatheringinvitation
    ADD CONSTRAINT community_gatheringinvitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_gatheringletter
    ADD CONSTRAINT community_gatheringletter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_initiative
    ADD CONSTRAINT community_initiative_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_initiative
    ADD CONSTRAINT community_initiative_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_initiativeagreement
    ADD CONSTRAINT community_initiativeagreement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_initiativeconsent
    ADD CONSTRAINT community_initiativeconsent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_initiativefile
    ADD CONSTRAINT community_initiativefile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_initiativefile
    ADD CONSTRAINT community_initiativefile_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_initiativenote
    ADD CONSTRAINT community_initiativenote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_initiativeoutcome
    ADD CONSTRAINT community_initiativeoutcome_initiative_id_key UNIQUE (initiative_id);
ALTER TABLE ONLY public.community_initiativeoutcome
    ADD CONSTRAINT community_initiativeoutcome_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_initiativepartner
    ADD CONSTRAINT community_initiativepartner_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_initiativestep
    ADD CONSTRAINT community_initiativestep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_initiativestep
    ADD CONSTRAINT community_initiativestep_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_joinquestion
    ADD CONSTRAINT community_joinquestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_jointlisting
    ADD CONSTRAINT community_jointlisting_member_id_key UNIQUE (member_id);
ALTER TABLE ONLY public.community_jointlisting
    ADD CONSTRAINT community_jointlisting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_measure
    ADD CONSTRAINT community_measure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_meetingplan
    ADD CONSTRAINT community_meetingplan_gathering_id_key UNIQUE (gathering_id);
ALTER TABLE ONLY public.community_meetingplan
    ADD CONSTRAINT community_meetingplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_meetingslot
    ADD CONSTRAINT community_meetingslot_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_communitymember
    ADD CONSTRAINT community_member_once UNIQUE (community_id, company_id);
ALTER TABLE ONLY public.community_membershipchange
    ADD CONSTRAINT community_membershipchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_moderationcase
    ADD CONSTRAINT community_moderationcase_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_moderationcase
    ADD CONSTRAINT community_moderationcase_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_moderationentry
    ADD CONSTRAINT community_moderationentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_moderationsettings
    ADD CONSTRAINT community_moderationsettings_community_id_key UNIQUE (community_id);
ALTER TABLE ONLY public.community_moderationsettings
    ADD CONSTRAINT community_moderationsettings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_poll
    ADD CONSTRAINT community_poll_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_poll
    ADD CONSTRAINT community_poll_thread_id_key UNIQUE (thread_id);
ALTER TABLE ONLY public.community_polloption
    ADD CONSTRAINT community_polloption_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_pollvote
    ADD CONSTRAINT community_pollvote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_postfile
    ADD CONSTRAINT community_postfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_postfile
    ADD CONSTRAINT community_postfile_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_postmention
    ADD CONSTRAINT community_postmention_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_postthank
    ADD CONSTRAINT community_postthank_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_postversion
    ADD CONSTRAINT community_postversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_registration
    ADD CONSTRAINT community_registration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_registration
    ADD CONSTRAINT community_registration_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_resultssettings
    ADD CONSTRAINT community_resultssettings_community_id_key UNIQUE (community_id);
ALTER TABLE ONLY public.community_resultssettings
    ADD CONSTRAINT community_resultssettings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_stay
    ADD CONSTRAINT community_stay_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_tablemeeting
    ADD CONSTRAINT community_tablemeeting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_tablemeeting
    ADD CONSTRAINT community_tablemeeting_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_tableoutcome
    ADD CONSTRAINT community_tableoutcome_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_tableprofile
    ADD CONSTRAINT community_tableprofile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_tableseat
    ADD CONSTRAINT community_tableseat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_talkcategory
    ADD CONSTRAINT community_talkcategory_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_talkchoice
    ADD CONSTRAINT community_talkchoice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.community_threadplace
    ADD CONSTRAINT community_threadplace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_communityvisit
    ADD CONSTRAINT community_visit_once UNIQUE (community_id, user_id);
ALTER TABLE ONLY public.community_vouching
    ADD CONSTRAINT community_vouching_claim_id_key UNIQUE (claim_id);
ALTER TABLE ONLY public.community_vouching
    ADD CONSTRAINT community_vouching_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_vouching
    ADD CONSTRAINT community_vouching_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.companies_apitoken
    ADD CONSTRAINT companies_apitoken_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.companies_apitoken
    ADD CONSTRAINT companies_apitoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_apitoken
    ADD CONSTRAINT companies_apitoken_ref_618fa5b4_uniq UNIQUE (ref);
ALTER TABLE ONLY public.companies_boothlayout
    ADD CONSTRAINT companies_boothlayout_company_id_key UNIQUE (company_id);
ALTER TABLE ONLY public.companies_boothlayout
    ADD CONSTRAINT companies_boothlayout_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_certificate
    ADD CONSTRAINT companies_certificate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_certificate
    ADD CONSTRAINT companies_certificate_ref_4381d797_uniq UNIQUE (ref);
ALTER TABLE ONLY public.companies_claim_evidence
    ADD CONSTRAINT companies_claim_evidence_claim_id_documentversion_b8db74cb_uniq UNIQUE (claim_id, documentversion_id);
ALTER TABLE ONLY public.companies_claim_evidence
    ADD CONSTRAINT companies_claim_evidence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_claim
    ADD CONSTRAINT companies_claim_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_claim
    ADD CONSTRAINT companies_claim_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.companies_company
    ADD CONSTRAINT companies_company_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_company
    ADD CONSTRAINT companies_company_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.companies_company
    ADD CONSTRAINT companies_company_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.companies_companymerge
    ADD CONSTRAINT companies_companymerge_lost_id_key UNIQUE (lost_id);
ALTER TABLE ONLY public.companies_companymerge
    ADD CONSTRAINT companies_companymerge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_companyphoto
    ADD CONSTRAINT companies_companyphoto_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_companyphoto
    ADD CONSTRAINT companies_companyphoto_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.companies_companytext
    ADD CONSTRAINT companies_companytext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_documentversion
    ADD CONSTRAINT companies_documentversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_documentversion
    ADD CONSTRAINT companies_documentversion_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.companies_handover
    ADD CONSTRAINT companies_handover_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_handover
    ADD CONSTRAINT companies_handover_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.companies_impersonation
    ADD CONSTRAINT companies_impersonation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_impersonation
    ADD CONSTRAINT companies_impersonation_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.companies_invitation
    ADD CONSTRAINT companies_invitation_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.companies_invitation
    ADD CONSTRAINT companies_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_invitation
    ADD CONSTRAINT companies_invitation_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.companies_mandate_people
    ADD CONSTRAINT companies_mandate_people_mandate_id_user_id_f6eacba8_uniq UNIQUE (mandate_id, user_id);
ALTER TABLE ONLY public.companies_mandate_people
    ADD CONSTRAINT companies_mandate_people_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_mandate
    ADD CONSTRAINT companies_mandate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_mandate
    ADD CONSTRAINT companies_mandate_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.companies_membership
    ADD CONSTRAINT companies_membership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_membership
    ADD CONSTRAINT companies_membership_ref_4af40914_uniq UNIQUE (ref);
ALTER TABLE ONLY public.companies_mergeproposal
    ADD CONSTRAINT companies_mergeproposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_nameflag
    ADD CONSTRAINT companies_nameflag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_nameflag
    ADD CONSTRAINT companies_nameflag_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.companies_reminder
    ADD CONSTRAINT companies_reminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_shortaddress
    ADD CONSTRAINT companies_shortaddress_name_key UNIQUE (name);
ALTER TABLE ONLY public.companies_shortaddress
    ADD CONSTRAINT companies_shortaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_staffnote
    ADD CONSTRAINT companies_staffnote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_suspension
    ADD CONSTRAINT companies_suspension_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_user_groups
    ADD CONSTRAINT companies_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_user_groups
    ADD CONSTRAINT companies_user_groups_user_id_group_id_d04407e0_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.companies_user
    ADD CONSTRAINT companies_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_user_user_permissions
    ADD CONSTRAINT companies_user_user_perm_user_id_permission_id_18082164_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.companies_user_user_permissions
    ADD CONSTRAINT companies_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_vaultdocument
    ADD CONSTRAINT companies_vaultdocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_webhookattempt
    ADD CONSTRAINT companies_webhookattempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_webhookdelivery
    ADD CONSTRAINT companies_webhookdelivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_webhookdelivery
    ADD CONSTRAINT companies_webhookdelivery_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.companies_webhookendpoint
    ADD CONSTRAINT companies_webhookendpoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.companies_webhookendpoint
    ADD CONSTRAINT companies_webhookendpoint_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_companyblock
    ADD CONSTRAINT company_block_once UNIQUE (company_id, blocked_id);
ALTER TABLE ONLY public.companies_companytext
    ADD CONSTRAINT company_text_once UNIQUE (company_id, language);
ALTER TABLE ONLY public.cms_consent
    ADD CONSTRAINT consent_once UNIQUE (user_id, version_id);
ALTER TABLE ONLY public.consultations_alwaystranslate
    ADD CONSTRAINT consultations_alwaystranslate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_autoreply
    ADD CONSTRAINT consultations_autoreply_company_id_key UNIQUE (company_id);
ALTER TABLE ONLY public.consultations_autoreply
    ADD CONSTRAINT consultations_autoreply_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_autoreplysent
    ADD CONSTRAINT consultations_autoreplysent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_caution
    ADD CONSTRAINT consultations_caution_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_chainentry
    ADD CONSTRAINT consultations_chainentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_desklook
    ADD CONSTRAINT consultations_desklook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_desklook
    ADD CONSTRAINT consultations_desklook_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.consultations_desktag
    ADD CONSTRAINT consultations_desktag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_desktag
    ADD CONSTRAINT consultations_desktag_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.consultations_meeting
    ADD CONSTRAINT consultations_meeting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_meeting
    ADD CONSTRAINT consultations_meeting_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.consultations_meetingday
    ADD CONSTRAINT consultations_meetingday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_meetingfeed
    ADD CONSTRAINT consultations_meetingfeed_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.consultations_meetingfeed
    ADD CONSTRAINT consultations_meetingfeed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_meetingfeed
    ADD CONSTRAINT consultations_meetingfeed_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.consultations_meetinghours
    ADD CONSTRAINT consultations_meetinghours_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_meetinghours
    ADD CONSTRAINT consultations_meetinghours_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.consultations_meetingpoint
    ADD CONSTRAINT consultations_meetingpoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_meetingpoint
    ADD CONSTRAINT consultations_meetingpoint_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.consultations_meetingtask
    ADD CONSTRAINT consultations_meetingtask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_meetingtask
    ADD CONSTRAINT consultations_meetingtask_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.consultations_meetingwindow
    ADD CONSTRAINT consultations_meetingwindow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_mention
    ADD CONSTRAINT consultations_mention_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_message
    ADD CONSTRAINT consultations_message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_messagecard
    ADD CONSTRAINT consultations_messagecard_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_messagefile
    ADD CONSTRAINT consultations_messagefile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_messagefile
    ADD CONSTRAINT consultations_messagefile_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.consultations_messagetranslation
    ADD CONSTRAINT consultations_messagetranslation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_messagewording
    ADD CONSTRAINT consultations_messagewording_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_minutessignature
    ADD CONSTRAINT consultations_minutessignature_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_minutesversion
    ADD CONSTRAINT consultations_minutesversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_pin
    ADD CONSTRAINT consultations_pin_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.consultations_pin
    ADD CONSTRAINT consultations_pin_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_presencechoice
    ADD CONSTRAINT consultations_presencechoice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_presencechoice
    ADD CONSTRAINT consultations_presencechoice_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.consultations_reaction
    ADD CONSTRAINT consultations_reaction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_readmark
    ADD CONSTRAINT consultations_readmark_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_replybymail
    ADD CONSTRAINT consultations_replybymail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_replybymail
    ADD CONSTRAINT consultations_replybymail_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.consultations_reportedtalk
    ADD CONSTRAINT consultations_reportedtalk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_reportedtalk
    ADD CONSTRAINT consultations_reportedtalk_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.consultations_room
    ADD CONSTRAINT consultations_room_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_room
    ADD CONSTRAINT consultations_room_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.consultations_roomclosure
    ADD CONSTRAINT consultations_roomclosure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_roomclosure
    ADD CONSTRAINT consultations_roomclosure_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.consultations_roomdesk
    ADD CONSTRAINT consultations_roomdesk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_roomdesk_tags
    ADD CONSTRAINT consultations_roomdesk_t_roomdesk_id_desktag_id_efd5165a_uniq UNIQUE (roomdesk_id, desktag_id);
ALTER TABLE ONLY public.consultations_roomdesk_tags
    ADD CONSTRAINT consultations_roomdesk_tags_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_roommute
    ADD CONSTRAINT consultations_roommute_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_roomparty
    ADD CONSTRAINT consultations_roomparty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_shownpart
    ADD CONSTRAINT consultations_shownpart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_shownpart
    ADD CONSTRAINT consultations_shownpart_report_id_key UNIQUE (report_id);
ALTER TABLE ONLY public.consultations_talkallowance
    ADD CONSTRAINT consultations_talkallowance_company_id_key UNIQUE (company_id);
ALTER TABLE ONLY public.consultations_talkallowance
    ADD CONSTRAINT consultations_talkallowance_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_talksuspension
    ADD CONSTRAINT consultations_talksuspension_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_talksuspension
    ADD CONSTRAINT consultations_talksuspension_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.consultations_translationconsent
    ADD CONSTRAINT consultations_translationconsent_company_id_key UNIQUE (company_id);
ALTER TABLE ONLY public.consultations_translationconsent
    ADD CONSTRAINT consultations_translationconsent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_translationconsent
    ADD CONSTRAINT consultations_translationconsent_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.consultations_wordssalt
    ADD CONSTRAINT consultations_wordssalt_entry_id_key UNIQUE (entry_id);
ALTER TABLE ONLY public.consultations_wordssalt
    ADD CONSTRAINT consultations_wordssalt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_contentreport
    ADD CONSTRAINT content_report_once UNIQUE (case_id, user_id);
ALTER TABLE ONLY public.community_contentrule
    ADD CONSTRAINT content_rule_once UNIQUE (community_id, kind, key);
ALTER TABLE ONLY public.core_event
    ADD CONSTRAINT core_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_timedjob
    ADD CONSTRAINT core_timedjob_name_key UNIQUE (name);
ALTER TABLE ONLY public.core_timedjob
    ADD CONSTRAINT core_timedjob_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_deliveryline
    ADD CONSTRAINT delivery_line_once UNIQUE (delivery_id, line_id);
ALTER TABLE ONLY public.trade_delivery
    ADD CONSTRAINT delivery_number UNIQUE (order_id, number);
ALTER TABLE ONLY public.payments_difference
    ADD CONSTRAINT difference_once UNIQUE (kind, stripe_id, ref);
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.companies_documentversion
    ADD CONSTRAINT document_version_once UNIQUE (document_id, number);
ALTER TABLE ONLY public.trade_buyerestimate
    ADD CONSTRAINT estimate_once UNIQUE (quotation_id, to_term, step);
ALTER TABLE ONLY public.cms_eventguest
    ADD CONSTRAINT event_guest_once UNIQUE (guests_id, email);
ALTER TABLE ONLY public.cms_fairfollow
    ADD CONSTRAINT fair_followed_once UNIQUE (key, company_id, user_id);
ALTER TABLE ONLY public.community_featuredlisting
    ADD CONSTRAINT featured_once UNIQUE (community_id, kind, number);
ALTER TABLE ONLY public.catalog_productflag
    ADD CONSTRAINT flag_once UNIQUE (product_id, kind, code);
ALTER TABLE ONLY public.community_gatheringinvitation
    ADD CONSTRAINT gathering_invited_once UNIQUE (gathering_id, company_id);
ALTER TABLE ONLY public.catalog_hstext
    ADD CONSTRAINT hs_text_once UNIQUE (language, code);
ALTER TABLE ONLY public.community_initiativeagreement
    ADD CONSTRAINT initiative_agreement_number_once UNIQUE (initiative_id, number);
ALTER TABLE ONLY public.community_initiativepartner
    ADD CONSTRAINT initiative_partner_once UNIQUE (initiative_id, company_id);
ALTER TABLE ONLY public.offers_inquiryabsence
    ADD CONSTRAINT inquiry_absence_once UNIQUE (company_id, user_id);
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT inquiry_batch_asks_once UNIQUE (batch_id, supplier_id);
ALTER TABLE ONLY public.offers_inquirybatch
    ADD CONSTRAINT inquiry_batch_form_once UNIQUE (buyer_id, form_token);
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT inquiry_form_once UNIQUE (buyer_id, supplier_id, form_token);
ALTER TABLE ONLY public.offers_inquiryline
    ADD CONSTRAINT inquiry_line_once UNIQUE (inquiry_id, "position");
ALTER TABLE ONLY public.offers_inquirymessage
    ADD CONSTRAINT inquiry_message_once UNIQUE (inquiry_id, number);
ALTER TABLE ONLY public.offers_inquiryseen
    ADD CONSTRAINT inquiry_seen_once UNIQUE (inquiry_id, user_id);
ALTER TABLE ONLY public.trade_instalment
    ADD CONSTRAINT instalment_number UNIQUE (order_id, number);
ALTER TABLE ONLY public.trade_invoiceline
    ADD CONSTRAINT invoice_line_once UNIQUE (invoice_id, order_line_id);
ALTER TABLE ONLY public.trade_invoiceline
    ADD CONSTRAINT invoice_line_position UNIQUE (invoice_id, "position");
ALTER TABLE ONLY public.trade_invoice
    ADD CONSTRAINT invoice_number_of_issuer UNIQUE (issuer_id, series, kind, year, number);
ALTER TABLE ONLY public.trade_invoicetax
    ADD CONSTRAINT invoice_tax_group UNIQUE (invoice_id, category, rate);
ALTER TABLE ONLY public.cms_legalversion
    ADD CONSTRAINT legal_number_once UNIQUE (document, number);
ALTER TABLE ONLY public.cms_legaltext
    ADD CONSTRAINT legal_text_once_a_language UNIQUE (version_id, language);
ALTER TABLE ONLY public.notifications_mailpreference
    ADD CONSTRAINT mail_preference_once UNIQUE (user_id, "group");
ALTER TABLE ONLY public.community_measure
    ADD CONSTRAINT measure_once UNIQUE (case_id, act);
ALTER TABLE ONLY public.consultations_meetingday
    ADD CONSTRAINT meeting_day_once UNIQUE (hours_id, day, starts_at);
ALTER TABLE ONLY public.consultations_meetinghours
    ADD CONSTRAINT meeting_hours_once UNIQUE (company_id, user_id);
ALTER TABLE ONLY public.community_meetingslot
    ADD CONSTRAINT meeting_slot_number_once UNIQUE (plan_id, number);
ALTER TABLE ONLY public.consultations_meetingwindow
    ADD CONSTRAINT meeting_window_once UNIQUE (hours_id, weekday, starts_at);
ALTER TABLE ONLY public.companies_membership
    ADD CONSTRAINT membership_once UNIQUE (company_id, user_id);
ALTER TABLE ONLY public.consultations_mention
    ADD CONSTRAINT mention_once UNIQUE (message_id, user_id);
ALTER TABLE ONLY public.companies_mergeproposal
    ADD CONSTRAINT merge_proposal_once UNIQUE (first_id, second_id);
ALTER TABLE ONLY public.consultations_messagecard
    ADD CONSTRAINT message_card_once UNIQUE (message_id, kind, key);
ALTER TABLE ONLY public.consultations_message
    ADD CONSTRAINT message_number_once UNIQUE (room_id, number);
ALTER TABLE ONLY public.consultations_message
    ADD CONSTRAINT message_sent_once UNIQUE (room_id, user_id, client_id);
ALTER TABLE ONLY public.consultations_messagetranslation
    ADD CONSTRAINT message_translation_once UNIQUE (message_id, language, words_sha256);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations_minutesversion
    ADD CONSTRAINT minutes_number_once UNIQUE (meeting_id, number);
ALTER TABLE ONLY public.companies_nameflag
    ADD CONSTRAINT name_flag_once UNIQUE (company_id, other_id, likeness, seen);
ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notification_once UNIQUE (user_id, event_id);
ALTER TABLE ONLY public.notifications_mailpreference
    ADD CONSTRAINT notifications_mailpreference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notification_ref_a420e9cf_uniq UNIQUE (ref);
ALTER TABLE ONLY public.notifications_quiethours
    ADD CONSTRAINT notifications_quiethours_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_quiethours
    ADD CONSTRAINT notifications_quiethours_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.trade_numberseries
    ADD CONSTRAINT number_series_once UNIQUE (company_id, kind, year);
ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offer_form_once UNIQUE (company_id, form_token);
ALTER TABLE ONLY public.offers_offerreader
    ADD CONSTRAINT offer_reader_once UNIQUE (offer_id, company_id);
ALTER TABLE ONLY public.offers_cannedreply
    ADD CONSTRAINT offers_cannedreply_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_cannedreply
    ADD CONSTRAINT offers_cannedreply_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_companyblock
    ADD CONSTRAINT offers_companyblock_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_companyresponse
    ADD CONSTRAINT offers_companyresponse_company_id_key UNIQUE (company_id);
ALTER TABLE ONLY public.offers_companyresponse
    ADD CONSTRAINT offers_companyresponse_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT offers_inquiry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT offers_inquiry_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_inquiryabsence
    ADD CONSTRAINT offers_inquiryabsence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_inquiryassignment
    ADD CONSTRAINT offers_inquiryassignment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_inquirybatch
    ADD CONSTRAINT offers_inquirybatch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_inquirybatch
    ADD CONSTRAINT offers_inquirybatch_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_inquirycontact
    ADD CONSTRAINT offers_inquirycontact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_inquiryfile
    ADD CONSTRAINT offers_inquiryfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_inquiryfile
    ADD CONSTRAINT offers_inquiryfile_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_inquiryline
    ADD CONSTRAINT offers_inquiryline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_inquirymessage
    ADD CONSTRAINT offers_inquirymessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_inquirynote
    ADD CONSTRAINT offers_inquirynote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_inquiryreport
    ADD CONSTRAINT offers_inquiryreport_inquiry_id_key UNIQUE (inquiry_id);
ALTER TABLE ONLY public.offers_inquiryreport
    ADD CONSTRAINT offers_inquiryreport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_inquiryreport
    ADD CONSTRAINT offers_inquiryreport_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_inquiryseen
    ADD CONSTRAINT offers_inquiryseen_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offers_offer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offers_offer_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_offerdocument
    ADD CONSTRAINT offers_offerdocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_offerdocument
    ADD CONSTRAINT offers_offerdocument_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_offerpicture
    ADD CONSTRAINT offers_offerpicture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_offerpicture
    ADD CONSTRAINT offers_offerpicture_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_offerreader
    ADD CONSTRAINT offers_offerreader_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_offerviews
    ADD CONSTRAINT offers_offerviews_offer_id_key UNIQUE (offer_id);
ALTER TABLE ONLY public.offers_offerviews
    ADD CONSTRAINT offers_offerviews_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_rfq
    ADD CONSTRAINT offers_rfq_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_rfq
    ADD CONSTRAINT offers_rfq_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_rfqdocument
    ADD CONSTRAINT offers_rfqdocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_rfqdocument
    ADD CONSTRAINT offers_rfqdocument_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_rfqline
    ADD CONSTRAINT offers_rfqline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_rfqquestion
    ADD CONSTRAINT offers_rfqquestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_rfqquestion
    ADD CONSTRAINT offers_rfqquestion_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.offers_rfqrevision
    ADD CONSTRAINT offers_rfqrevision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_rfqsupplier
    ADD CONSTRAINT offers_rfqsupplier_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_routingrule
    ADD CONSTRAINT offers_routingrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.offers_routingrule
    ADD CONSTRAINT offers_routingrule_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.cms_sectionrole
    ADD CONSTRAINT one_group_for_a_role_in_a_section UNIQUE (section, role);
ALTER TABLE ONLY public.cms_pavilionstand
    ADD CONSTRAINT one_stand_for_a_company UNIQUE (pavilion_id, company_id);
ALTER TABLE ONLY public.trade_orderchange
    ADD CONSTRAINT order_change_number UNIQUE (order_id, number);
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT order_click_once UNIQUE (buyer_id, form_token);
ALTER TABLE ONLY public.trade_orderline
    ADD CONSTRAINT order_line_position UNIQUE (order_id, "position");
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT order_number_of_supplier UNIQUE (supplier_id, series, year, number);
ALTER TABLE ONLY public.trade_ordernumbers
    ADD CONSTRAINT order_numbers_of_year UNIQUE (company_id, year);
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT order_one_a_member UNIQUE (purchase_id, buyer_id);
ALTER TABLE ONLY public.cms_laidpage
    ADD CONSTRAINT page_laid_out_once UNIQUE (language, slug);
ALTER TABLE ONLY public.payments_charge
    ADD CONSTRAINT payments_charge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_charge
    ADD CONSTRAINT payments_charge_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.payments_difference
    ADD CONSTRAINT payments_difference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_dispute
    ADD CONSTRAINT payments_dispute_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_dispute
    ADD CONSTRAINT payments_dispute_stripe_id_key UNIQUE (stripe_id);
ALTER TABLE ONLY public.payments_payaccount
    ADD CONSTRAINT payments_payaccount_company_id_key UNIQUE (company_id);
ALTER TABLE ONLY public.payments_payaccount
    ADD CONSTRAINT payments_payaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_plan
    ADD CONSTRAINT payments_plan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_plan
    ADD CONSTRAINT payments_plan_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.payments_refund
    ADD CONSTRAINT payments_refund_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_refund
    ADD CONSTRAINT payments_refund_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.payments_release
    ADD CONSTRAINT payments_release_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_release
    ADD CONSTRAINT payments_release_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.payments_stripeevent
    ADD CONSTRAINT payments_stripeevent_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY public.payments_stripeevent
    ADD CONSTRAINT payments_stripeevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments_subscription
    ADD CONSTRAINT payments_subscription_company_id_key UNIQUE (company_id);
ALTER TABLE ONLY public.payments_subscription
    ADD CONSTRAINT payments_subscription_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_productpicture
    ADD CONSTRAINT picture_position_once UNIQUE (product_id, "position");
ALTER TABLE ONLY public.trade_pledgechange
    ADD CONSTRAINT pledge_change_click_once UNIQUE (pledge_id, key);
ALTER TABLE ONLY public.trade_pledgechange
    ADD CONSTRAINT pledge_change_number UNIQUE (pledge_id, number);
ALTER TABLE ONLY public.trade_pledge
    ADD CONSTRAINT pledge_one_a_company UNIQUE (round_id, company_id);
ALTER TABLE ONLY public.community_polloption
    ADD CONSTRAINT poll_option_once UNIQUE (poll_id, text);
ALTER TABLE ONLY public.community_polloption
    ADD CONSTRAINT poll_option_place_once UNIQUE (poll_id, "position");
ALTER TABLE ONLY public.community_pollvote
    ADD CONSTRAINT poll_vote_once UNIQUE (option_id, company_id);
ALTER TABLE ONLY public.trade_poolline
    ADD CONSTRAINT pool_line_once UNIQUE (pool_id, rfq_line_id);
ALTER TABLE ONLY public.trade_poolmember
    ADD CONSTRAINT pool_member_once UNIQUE (pool_id, company_id);
ALTER TABLE ONLY public.trade_poolpart
    ADD CONSTRAINT pool_part_once UNIQUE (member_id, line_id);
ALTER TABLE ONLY public.community_postmention
    ADD CONSTRAINT post_mention_company_once UNIQUE (post_id, company_id);
ALTER TABLE ONLY public.community_postmention
    ADD CONSTRAINT post_mention_person_once UNIQUE (post_id, user_id);
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT post_number_once UNIQUE (thread_id, number);
ALTER TABLE ONLY public.community_postthank
    ADD CONSTRAINT post_thank_once UNIQUE (post_id, user_id);
ALTER TABLE ONLY public.community_postversion
    ADD CONSTRAINT post_version_once UNIQUE (post_id, number);
ALTER TABLE ONLY public.catalog_pricetier
    ADD CONSTRAINT price_tier_once UNIQUE (product_id, currency, min_quantity);
ALTER TABLE ONLY public.catalog_productcertificate
    ADD CONSTRAINT product_certificate_once UNIQUE (product_id, kind, name, number);
ALTER TABLE ONLY public.catalog_producttext
    ADD CONSTRAINT product_text_once UNIQUE (product_id, language);
ALTER TABLE ONLY public.trade_quotationtier
    ADD CONSTRAINT quotation_tier_once UNIQUE (line_id, quantity);
ALTER TABLE ONLY public.trade_quotationversion
    ADD CONSTRAINT quotation_version_number UNIQUE (quotation_id, number);
ALTER TABLE ONLY public.consultations_reaction
    ADD CONSTRAINT reaction_once UNIQUE (message_id, user_id, kind);
ALTER TABLE ONLY public.consultations_readmark
    ADD CONSTRAINT read_mark_once UNIQUE (room_id, user_id);
ALTER TABLE ONLY public.community_registration
    ADD CONSTRAINT registration_once UNIQUE (gathering_id, user_id);
ALTER TABLE ONLY public.catalog_relatedproduct
    ADD CONSTRAINT related_product_once UNIQUE (product_id, other_id);
ALTER TABLE ONLY public.companies_reminder
    ADD CONSTRAINT reminder_of_claim_once UNIQUE (claim_id, days, valid_until);
ALTER TABLE ONLY public.companies_reminder
    ADD CONSTRAINT reminder_of_document_once UNIQUE (version_id, days, valid_until);
ALTER TABLE ONLY public.catalog_report
    ADD CONSTRAINT report_once UNIQUE (case_id, user_id);
ALTER TABLE ONLY public.consultations_reportedtalk
    ADD CONSTRAINT reported_talk_once UNIQUE (room_id, company_id);
ALTER TABLE ONLY public.offers_rfq
    ADD CONSTRAINT rfq_form_once UNIQUE (company_id, form_token);
ALTER TABLE ONLY public.offers_rfqsupplier
    ADD CONSTRAINT rfq_supplier_once UNIQUE (rfq_id, company_id);
ALTER TABLE ONLY public.consultations_roomdesk
    ADD CONSTRAINT room_desk_once UNIQUE (room_id, company_id);
ALTER TABLE ONLY public.consultations_roommute
    ADD CONSTRAINT room_mute_once UNIQUE (room_id, user_id);
ALTER TABLE ONLY public.consultations_room
    ADD CONSTRAINT room_once_per_pair UNIQUE (subject_kind, subject_key, pair);
ALTER TABLE ONLY public.consultations_roomparty
    ADD CONSTRAINT room_party_once UNIQUE (room_id, company_id);
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT round_form_once UNIQUE (company_id, form_token);
ALTER TABLE ONLY public.trade_roundtier
    ADD CONSTRAINT round_tier_once UNIQUE (round_id, quantity);
ALTER TABLE ONLY public.search_savedmatch
    ADD CONSTRAINT saved_match_once UNIQUE (saved_id, kind, "row");
ALTER TABLE ONLY public.search_savedsearch
    ADD CONSTRAINT saved_search_once UNIQUE (user_id, query);
ALTER TABLE ONLY public.search_asked
    ADD CONSTRAINT search_asked_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_asked
    ADD CONSTRAINT search_asked_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.search_clicked
    ADD CONSTRAINT search_clicked_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_savedmatch
    ADD CONSTRAINT search_savedmatch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_savedsearch
    ADD CONSTRAINT search_savedsearch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_savedsearch
    ADD CONSTRAINT search_savedsearch_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.search_synonymgroup
    ADD CONSTRAINT search_synonymgroup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_seen
    ADD CONSTRAINT seen_once UNIQUE (user_id, product_id);
ALTER TABLE ONLY public.simple_translation_simpletranslation
    ADD CONSTRAINT simple_translation_simpletranslation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_tablemeeting
    ADD CONSTRAINT table_meeting_one_for_a_table UNIQUE (slot_id, "table");
ALTER TABLE ONLY public.community_tableoutcome
    ADD CONSTRAINT table_outcome_once UNIQUE (meeting_id, company_id);
ALTER TABLE ONLY public.community_tableprofile
    ADD CONSTRAINT table_profile_once UNIQUE (gathering_id, company_id);
ALTER TABLE ONLY public.community_tableseat
    ADD CONSTRAINT table_seat_one_for_a_person UNIQUE (slot_id, user_id);
ALTER TABLE ONLY public.community_tableseat
    ADD CONSTRAINT table_seat_one_for_a_side UNIQUE (meeting_id, side);
ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_name_key UNIQUE (name);
ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uni UNIQUE (content_type_id, object_id, tag_id);
ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_talkcategory
    ADD CONSTRAINT talk_category_key_once UNIQUE (community_id, key);
ALTER TABLE ONLY public.community_talkcategory
    ADD CONSTRAINT talk_category_name_once UNIQUE (community_id, name);
ALTER TABLE ONLY public.community_talkchoice
    ADD CONSTRAINT talk_choice_once UNIQUE (community_id, user_id);
ALTER TABLE ONLY public.cms_termlink
    ADD CONSTRAINT term_linked_once UNIQUE (term_id, other_id);
ALTER TABLE ONLY public.cms_term
    ADD CONSTRAINT term_once_a_language UNIQUE (locale_id, slug);
ALTER TABLE ONLY public.community_threadplace
    ADD CONSTRAINT thread_place_once UNIQUE (thread_id, user_id);
ALTER TABLE ONLY public.cms_topic
    ADD CONSTRAINT topic_once_a_language UNIQUE (locale_id, slug);
ALTER TABLE ONLY public.trade_award
    ADD CONSTRAINT trade_award_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_award
    ADD CONSTRAINT trade_award_rfq_id_key UNIQUE (rfq_id);
ALTER TABLE ONLY public.trade_awardline
    ADD CONSTRAINT trade_awardline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_buyerestimate
    ADD CONSTRAINT trade_buyerestimate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_calendarfeed
    ADD CONSTRAINT trade_calendarfeed_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.trade_calendarfeed
    ADD CONSTRAINT trade_calendarfeed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_capacitypool
    ADD CONSTRAINT trade_capacitypool_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_capacitypool
    ADD CONSTRAINT trade_capacitypool_quotation_id_key UNIQUE (quotation_id);
ALTER TABLE ONLY public.trade_capacitypool
    ADD CONSTRAINT trade_capacitypool_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.trade_comparisonweights
    ADD CONSTRAINT trade_comparisonweights_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_comparisonweights
    ADD CONSTRAINT trade_comparisonweights_rfq_id_key UNIQUE (rfq_id);
ALTER TABLE ONLY public.trade_delivery
    ADD CONSTRAINT trade_delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_deliveryline
    ADD CONSTRAINT trade_deliveryline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_instalment
    ADD CONSTRAINT trade_instalment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_invoice
    ADD CONSTRAINT trade_invoice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_invoice
    ADD CONSTRAINT trade_invoice_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.trade_invoiceline
    ADD CONSTRAINT trade_invoiceline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_invoicetax
    ADD CONSTRAINT trade_invoicetax_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_ledgerentry
    ADD CONSTRAINT trade_ledgerentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_letterofcredit
    ADD CONSTRAINT trade_letterofcredit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_letterofcredit
    ADD CONSTRAINT trade_letterofcredit_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.trade_numberseries
    ADD CONSTRAINT trade_numberseries_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_quotation_id_key UNIQUE (quotation_id);
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.trade_orderchange
    ADD CONSTRAINT trade_orderchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_orderline
    ADD CONSTRAINT trade_orderline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_ordernote
    ADD CONSTRAINT trade_ordernote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_ordernumbers
    ADD CONSTRAINT trade_ordernumbers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_outsidepayment
    ADD CONSTRAINT trade_outsidepayment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_outsidepayment
    ADD CONSTRAINT trade_outsidepayment_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.trade_payeeaccount
    ADD CONSTRAINT trade_payeeaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_payeeaccount
    ADD CONSTRAINT trade_payeeaccount_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.trade_paymentschedule
    ADD CONSTRAINT trade_paymentschedule_order_id_key UNIQUE (order_id);
ALTER TABLE ONLY public.trade_paymentschedule
    ADD CONSTRAINT trade_paymentschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_pledge
    ADD CONSTRAINT trade_pledge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_pledgechange
    ADD CONSTRAINT trade_pledgechange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_poolline
    ADD CONSTRAINT trade_poolline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_poolmember
    ADD CONSTRAINT trade_poolmember_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_poolpart
    ADD CONSTRAINT trade_poolpart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_posting
    ADD CONSTRAINT trade_posting_key_key UNIQUE (key);
ALTER TABLE ONLY public.trade_posting
    ADD CONSTRAINT trade_posting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_pricefloor
    ADD CONSTRAINT trade_pricefloor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_pricefloor
    ADD CONSTRAINT trade_pricefloor_product_id_key UNIQUE (product_id);
ALTER TABLE ONLY public.trade_proofpaper
    ADD CONSTRAINT trade_proofpaper_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_proofpaper
    ADD CONSTRAINT trade_proofpaper_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_inquiry_id_key UNIQUE (inquiry_id);
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_rfq_id_key UNIQUE (rfq_id);
ALTER TABLE ONLY public.trade_quotation
    ADD CONSTRAINT trade_quotation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_quotation
    ADD CONSTRAINT trade_quotation_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.trade_quotationdocument
    ADD CONSTRAINT trade_quotationdocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_quotationdocument
    ADD CONSTRAINT trade_quotationdocument_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.trade_quotationline
    ADD CONSTRAINT trade_quotationline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_quotationtier
    ADD CONSTRAINT trade_quotationtier_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_quotationversion
    ADD CONSTRAINT trade_quotationversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_quotingrules
    ADD CONSTRAINT trade_quotingrules_company_id_key UNIQUE (company_id);
ALTER TABLE ONLY public.trade_quotingrules
    ADD CONSTRAINT trade_quotingrules_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_rounddocument
    ADD CONSTRAINT trade_rounddocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_rounddocument
    ADD CONSTRAINT trade_rounddocument_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.trade_roundtier
    ADD CONSTRAINT trade_roundtier_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_split
    ADD CONSTRAINT trade_split_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.trade_split
    ADD CONSTRAINT trade_split_pledge_id_key UNIQUE (pledge_id);
ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT unique_permission UNIQUE (group_id, page_id, permission_id);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);
ALTER TABLE ONLY public.catalog_variant
    ADD CONSTRAINT variant_combination_once UNIQUE (product_id, combination);
ALTER TABLE ONLY public.companies_vaultdocument
    ADD CONSTRAINT vault_one_of_a_kind UNIQUE (company_id, kind);
ALTER TABLE ONLY public.wagtailadmin_admin
    ADD CONSTRAINT wagtailadmin_admin_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editingsession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_key_hash_key UNIQUE (key_hash);
ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_path_key UNIQUE (path);
ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionvi_collectionviewrestrictio_988995ae_uniq UNIQUE (collectionviewrestriction_id, group_id);
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprova_groupapprovaltask_id_gro_bb5ee7eb_uniq UNIQUE (groupapprovaltask_id, group_id);
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprovaltask_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapprovaltask_pkey PRIMARY KEY (task_ptr_id);
ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollect_group_id_collection_id_p_a21cefe9_uniq UNIQUE (group_id, collection_id, permission_id);
ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollectionpermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppagepermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsiteper_group_id_site_id_permiss_a58ee30d_uniq UNIQUE (group_id, site_id, permission_id);
ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsitepermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_language_code_key UNIQUE (language_code);
ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellogentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_path_key UNIQUE (path);
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_translation_key_locale_id_9b041bad_uniq UNIQUE (translation_key, locale_id);
ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pagelogentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq UNIQUE (page_id, user_id);
ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrest_pageviewrestriction_id_g_d23f80bb_uniq UNIQUE (pageviewrestriction_id, group_id);
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrestriction_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageviewrestriction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceind_base_content_type_id_obj_9e6ccd6a_uniq UNIQUE (base_content_type_id, object_id, to_content_type_id, to_object_id, content_path_hash);
ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceindex_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_hostname_port_2c626d70_uniq UNIQUE (hostname, port);
ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploadedfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_workflow
    ADD CONSTRAINT wagtailcore_workflow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflowcontenttype_pkey PRIMARY KEY (content_type_id);
ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflowpage_pkey PRIMARY KEY (page_id);
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_current_task_state_id_key UNIQUE (current_task_state_id);
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq UNIQUE (workflow_id, task_id);
ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_hash_c9bd8c9a_uniq UNIQUE (hash);
ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailforms_formsubmission
    ADD CONSTRAINT wagtailforms_formsubmission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_image_id_filter_spec_foc_323c8fe0_uniq UNIQUE (image_id, filter_spec, focal_point_key);
ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_old_path_site_id_783622d7_uniq UNIQUE (old_path, site_id);
ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_content_type_id_object_i_bcd7ba73_uniq UNIQUE (content_type_id, object_id);
ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.companies_webhookattempt
    ADD CONSTRAINT webhook_attempt_number UNIQUE (delivery_id, number);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX article_by_category ON public.community_article USING btree (community_id, state, category, title, id);
CREATE INDEX article_review_due ON public.community_article USING btree (review_due_on) WHERE ((state)::text = 'published'::text);
CREATE INDEX asked_at ON public.search_asked USING btree (at);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX base_content_object_idx ON public.wagtailcore_revision USING btree (base_content_type_id, object_id);
CREATE INDEX case_community_state ON public.community_case USING btree (community_id, state, id DESC);
CREATE UNIQUE INDEX case_consent_once ON public.cms_caseconsent USING btree (case_key) WHERE (withdrawn_at IS NULL);
CREATE INDEX case_proposal_state ON public.cms_caseproposal USING btree (state, created_at DESC);
CREATE INDEX catalog_attribute_key_98fd82c9_like ON public.catalog_attribute USING btree (key varchar_pattern_ops);
CREATE INDEX catalog_cataloguechange_company_id_18c36626 ON public.catalog_cataloguechange USING btree (company_id);
CREATE INDEX catalog_cataloguechange_ref_802acb64_like ON public.catalog_cataloguechange USING btree (ref varchar_pattern_ops);
CREATE INDEX catalog_cataloguechange_user_id_b2b09241 ON public.catalog_cataloguechange USING btree (user_id);
CREATE INDEX catalog_cataloguestep_change_id_435d2ac3 ON public.catalog_cataloguestep USING btree (change_id);
CREATE INDEX catalog_category_parent_id_f61bd017 ON public.catalog_category USING btree (parent_id);
CREATE INDEX catalog_category_path_382c688d_like ON public.catalog_category USING btree (path varchar_pattern_ops);
CREATE INDEX catalog_category_slug_dbf63ad0_like ON public.catalog_category USING btree (slug varchar_pattern_ops);
CREATE INDEX catalog_categoryalias_category_id_8e0dc750 ON public.catalog_categoryalias USING btree (category_id);
CREATE INDEX catalog_categoryalias_slug_237df229_like ON public.catalog_categoryalias USING btree (slug varchar_pattern_ops);
CREATE INDEX catalog_categoryattribute_attribute_id_f45d6c1f ON public.catalog_categoryattribute USING btree (attribute_id);
CREATE INDEX catalog_categoryattribute_category_id_ac895c31 ON public.catalog_categoryattribute USING btree (category_id);
CREATE INDEX catalog_categorymerge_by_id_517f869e ON public.catalog_categorymerge USING btree (by_id);
CREATE INDEX catalog_categorymerge_category_id_e799b5b3 ON public.catalog_categorymerge USING btree (category_id);
CREATE INDEX catalog_categorymerge_into_id_1da26015 ON public.catalog_categorymerge USING btree (into_id);
CREATE INDEX catalog_editordraft_company_id_c62875c6 ON public.catalog_editordraft USING btree (company_id);
CREATE INDEX catalog_editordraft_product_id_c4b9a880 ON public.catalog_editordraft USING btree (product_id);
CREATE INDEX catalog_editordraft_user_id_f2198b97 ON public.catalog_editordraft USING btree (user_id);
CREATE INDEX catalog_importpicture_run_id_3983dc71 ON public.catalog_importpicture USING btree (run_id);
CREATE INDEX catalog_importproblem_run_id_9468e459 ON public.catalog_importproblem USING btree (run_id);
CREATE INDEX catalog_importrun_company_id_ae3fcbcf ON public.catalog_importrun USING btree (company_id);
CREATE INDEX catalog_importrun_ref_544ff137_like ON public.catalog_importrun USING btree (ref varchar_pattern_ops);
CREATE INDEX catalog_importrun_user_id_b47d6a81 ON public.catalog_importrun USING btree (user_id);
CREATE INDEX catalog_listingreview_answered_by_id_84bfd032 ON public.catalog_listingreview USING btree (answered_by_id);
CREATE INDEX catalog_listingreview_appealed_by_id_ecf74732 ON public.catalog_listingreview USING btree (appealed_by_id);
CREATE INDEX catalog_listingreview_decided_by_id_733ab2c9 ON public.catalog_listingreview USING btree (decided_by_id);
CREATE INDEX catalog_listingreview_product_id_d2690db6 ON public.catalog_listingreview USING btree (product_id);
CREATE INDEX catalog_listingreview_ref_782872bb_like ON public.catalog_listingreview USING btree (ref varchar_pattern_ops);
CREATE INDEX catalog_listingreview_submitted_by_id_9b9dc32f ON public.catalog_listingreview USING btree (submitted_by_id);
CREATE INDEX catalog_listingtrust_by_id_b0207b1a ON public.catalog_listingtrust USING btree (by_id);
CREATE INDEX catalog_pricetier_product_id_d05692fa ON public.catalog_pricetier USING btree (product_id);
CREATE INDEX catalog_printedcatalogue_company_id_53863999 ON public.catalog_printedcatalogue USING btree (company_id);
CREATE INDEX catalog_printedcatalogue_ref_be780513_like ON public.catalog_printedcatalogue USING btree (ref varchar_pattern_ops);
CREATE INDEX catalog_printedcatalogue_user_id_9d97fcbb ON public.catalog_printedcatalogue USING btree (user_id);
CREATE INDEX catalog_product_brand_409aa74f ON public.catalog_product USING btree (brand);
CREATE INDEX catalog_product_brand_409aa74f_like ON public.catalog_product USING btree (brand varchar_pattern_ops);
CREATE INDEX catalog_product_category_id_35bf920b ON public.catalog_product USING btree (category_id);
CREATE INDEX catalog_product_company_id_ec113db9 ON public.catalog_product USING btree (company_id);
CREATE INDEX catalog_product_ref_775e8a05_like ON public.catalog_product USING btree (ref varchar_pattern_ops);
CREATE INDEX catalog_product_slug_f37848b0_like ON public.catalog_product USING btree (slug varchar_pattern_ops);
CREATE INDEX catalog_productcertificate_product_id_0744e9ad ON public.catalog_productcertificate USING btree (product_id);
CREATE INDEX catalog_productcertificate_ref_be27a4a8_like ON public.catalog_productcertificate USING btree (ref varchar_pattern_ops);
CREATE INDEX catalog_productdocument_product_id_bde35aae ON public.catalog_productdocument USING btree (product_id);
CREATE INDEX catalog_productdocument_ref_275f299d_like ON public.catalog_productdocument USING btree (ref varchar_pattern_ops);
CREATE INDEX catalog_productflag_closed_by_id_1f13d846 ON public.catalog_productflag USING btree (closed_by_id);
CREATE INDEX catalog_productflag_product_id_ca12ad68 ON public.catalog_productflag USING btree (product_id);
CREATE INDEX catalog_productpicture_product_id_681aae72 ON public.catalog_productpicture USING btree (product_id);
CREATE INDEX catalog_producttext_product_id_4b3ac41f ON public.catalog_producttext USING btree (product_id);
CREATE INDEX catalog_relatedproduct_other_id_8be06566 ON public.catalog_relatedproduct USING btree (other_id);
CREATE INDEX catalog_relatedproduct_product_id_ff08be57 ON public.catalog_relatedproduct USING btree (product_id);
CREATE INDEX catalog_report_case_id_fdde386d ON public.catalog_report USING btree (case_id);
CREATE INDEX catalog_report_company_id_3c4c4f5e ON public.catalog_report USING btree (company_id);
CREATE INDEX catalog_report_user_id_c0c5c4bc ON public.catalog_report USING btree (user_id);
CREATE INDEX catalog_reportcase_answered_by_id_7d205c75 ON public.catalog_reportcase USING btree (answered_by_id);
CREATE INDEX catalog_reportcase_appealed_by_id_806bfb5d ON public.catalog_reportcase USING btree (appealed_by_id);
CREATE INDEX catalog_reportcase_decided_by_id_fc1df8ff ON public.catalog_reportcase USING btree (decided_by_id);
CREATE INDEX catalog_reportcase_owner_id_97df7685 ON public.catalog_reportcase USING btree (owner_id);
CREATE INDEX catalog_reportcase_ref_598e0433_like ON public.catalog_reportcase USING btree (ref varchar_pattern_ops);
CREATE INDEX catalog_seen_product_id_4e76bb8e ON public.catalog_seen USING btree (product_id);
CREATE INDEX catalog_sharedcatalogue_company_id_99547b0f ON public.catalog_sharedcatalogue USING btree (company_id);
CREATE INDEX catalog_sharedcatalogue_digest_c645235f_like ON public.catalog_sharedcatalogue USING btree (digest varchar_pattern_ops);
CREATE INDEX catalog_sharedcatalogue_ref_929d6bb5_like ON public.catalog_sharedcatalogue USING btree (ref varchar_pattern_ops);
CREATE INDEX catalog_sharedcatalogue_user_id_73729381 ON public.catalog_sharedcatalogue USING btree (user_id);
CREATE INDEX catalog_shortlist_company_id_871b6336 ON public.catalog_shortlist USING btree (company_id);
CREATE INDEX catalog_shortlist_created_by_id_e222a64e ON public.catalog_shortlist USING btree (created_by_id);
CREATE INDEX catalog_shortlist_ref_857f700b_like ON public.catalog_shortlist USING btree (ref varchar_pattern_ops);
CREATE INDEX catalog_shortlistitem_added_by_id_31b442eb ON public.catalog_shortlistitem USING btree (added_by_id);
CREATE INDEX catalog_shortlistitem_product_id_eb59598d ON public.catalog_shortlistitem USING btree (product_id);
CREATE INDEX catalog_shortlistitem_ref_c9f976e4_like ON public.catalog_shortlistitem USING btree (ref varchar_pattern_ops);
CREATE INDEX catalog_shortlistitem_shortlist_id_76835c0c ON public.catalog_shortlistitem USING btree (shortlist_id);
CREATE INDEX catalog_variant_company_id_14d3383e ON public.catalog_variant USING btree (company_id);
CREATE INDEX catalog_variant_picture_id_1dcfdfa7 ON public.catalog_variant USING btree (picture_id);
CREATE INDEX catalog_variant_product_id_8a21d193 ON public.catalog_variant USING btree (product_id);
CREATE INDEX catalogue_change_age ON public.catalog_cataloguechange USING btree (at);
CREATE UNIQUE INDEX category_merged_once ON public.catalog_categorymerge USING btree (category_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX certificate_once ON public.companies_certificate USING btree (company_id, name, number) WHERE (removed_at IS NULL);
CREATE INDEX chain_circle ON public.consultations_chainentry USING btree (room_id, seq) WHERE ((kind)::text = ANY ((ARRAY['joined'::character varying, 'left'::character varying, 'invited'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'removed'::character varying, 'asked'::character varying])::text[]));
CREATE UNIQUE INDEX charge_intent_once ON public.payments_charge USING btree (intent) WHERE (NOT ((intent)::text = ''::text));
CREATE UNIQUE INDEX charge_once_for_a_payable ON public.payments_charge USING btree (payable) WHERE ((state)::text = ANY ((ARRAY['open'::character varying, 'processing'::character varying, 'paid'::character varying])::text[]));
CREATE INDEX charge_payee ON public.payments_charge USING btree (payee_id, created_at DESC);
CREATE INDEX charge_payer ON public.payments_charge USING btree (payer_id, created_at DESC);
CREATE UNIQUE INDEX charge_session_once ON public.payments_charge USING btree (session) WHERE (NOT ((session)::text = ''::text));
CREATE INDEX charge_state ON public.payments_charge USING btree (state, created_at);
CREATE INDEX claim_expiry ON public.companies_claim USING btree (valid_until) WHERE ((state)::text = 'approved'::text);
CREATE UNIQUE INDEX claim_one_approved ON public.companies_claim USING btree (company_id, kind) WHERE ((state)::text = 'approved'::text);
CREATE UNIQUE INDEX claim_one_open ON public.companies_claim USING btree (company_id, kind) WHERE ((state)::text = ANY ((ARRAY['draft'::character varying, 'returned'::character varying, 'submitted'::character varying, 'first_approved'::character varying])::text[]));
CREATE INDEX claim_queue ON public.companies_claim USING btree (submitted_at) WHERE ((state)::text = ANY ((ARRAY['submitted'::character varying, 'first_approved'::character varying])::text[]));
CREATE INDEX cms_askedfield_page_id_23babce1 ON public.cms_askedfield USING btree (page_id);
CREATE INDEX cms_author_locale_id_85e393f2 ON public.cms_author USING btree (locale_id);
CREATE INDEX cms_author_picture_id_8233a5ce ON public.cms_author USING btree (picture_id);
CREATE INDEX cms_casecompany_case_id_1e1774c8 ON public.cms_casecompany USING btree (case_id);
CREATE INDEX cms_casecompany_company_id_57c49a2f ON public.cms_casecompany USING btree (company_id);
CREATE INDEX cms_caseconsent_case_key_d2c88748 ON public.cms_caseconsent USING btree (case_key);
CREATE INDEX cms_caseconsent_company_id_3a52fa49 ON public.cms_caseconsent USING btree (company_id);
CREATE INDEX cms_caseconsent_recorded_by_id_cf0d37bf ON public.cms_caseconsent USING btree (recorded_by_id);
CREATE INDEX cms_caseconsent_ref_6c4ff336_like ON public.cms_caseconsent USING btree (ref varchar_pattern_ops);
CREATE INDEX cms_casefigure_case_id_be322891 ON public.cms_casefigure USING btree (case_id);
CREATE INDEX cms_caselink_case_id_5da3dcb0 ON public.cms_caselink USING btree (case_id);
CREATE INDEX cms_caselink_other_id_af42dcb8 ON public.cms_caselink USING btree (other_id);
CREATE INDEX cms_casepage_company_id_2e2b8178 ON public.cms_casepage USING btree (company_id);
CREATE INDEX cms_casepage_picture_id_a4ab2472 ON public.cms_casepage USING btree (picture_id);
CREATE INDEX cms_casepage_topics_casepage_id_745f363e ON public.cms_casepage_topics USING btree (casepage_id);
CREATE INDEX cms_casepage_topics_casetopic_id_63d382c5 ON public.cms_casepage_topics USING btree (casetopic_id);
CREATE INDEX cms_caseproduct_case_id_f395d5f9 ON public.cms_caseproduct USING btree (case_id);
CREATE INDEX cms_caseproduct_product_id_d134955d ON public.cms_caseproduct USING btree (product_id);
CREATE INDEX cms_caseproposal_company_id_e0f75e45 ON public.cms_caseproposal USING btree (company_id);
CREATE INDEX cms_caseproposal_page_id_8507ae33 ON public.cms_caseproposal USING btree (page_id);
CREATE INDEX cms_caseproposal_ref_a750c381_like ON public.cms_caseproposal USING btree (ref varchar_pattern_ops);
CREATE INDEX cms_caseproposal_user_id_c21232b0 ON public.cms_caseproposal USING btree (user_id);
CREATE INDEX cms_casetopic_slug_93d99616_like ON public.cms_casetopic USING btree (slug varchar_pattern_ops);
CREATE INDEX cms_casetopicname_topic_id_0c6fec2b ON public.cms_casetopicname USING btree (topic_id);
CREATE INDEX cms_consent_user_id_b09ee616 ON public.cms_consent USING btree (user_id);
CREATE INDEX cms_consent_version_id_53aafde1 ON public.cms_consent USING btree (version_id);
CREATE INDEX cms_countrycontact_page_id_d9048d40 ON public.cms_countrycontact USING btree (page_id);
CREATE INDEX cms_countryfigure_page_id_79fe348e ON public.cms_countryfigure USING btree (page_id);
CREATE INDEX cms_countrypage_picture_id_e90ee5f3 ON public.cms_countrypage USING btree (picture_id);
CREATE INDEX cms_coursematerial_file_id_f5f6c110 ON public.cms_coursematerial USING btree (file_id);
CREATE INDEX cms_coursematerial_page_id_b73b2819 ON public.cms_coursematerial USING btree (page_id);
CREATE INDEX cms_coursepage_topics_coursepage_id_228321a5 ON public.cms_coursepage_topics USING btree (coursepage_id);
CREATE INDEX cms_coursepage_topics_topic_id_88e94f15 ON public.cms_coursepage_topics USING btree (topic_id);
CREATE INDEX cms_eventguest_guests_id_7087e11d ON public.cms_eventguest USING btree (guests_id);
CREATE INDEX cms_eventguest_ref_cbec069c_like ON public.cms_eventguest USING btree (ref varchar_pattern_ops);
CREATE INDEX cms_eventmaterial_page_id_2c8fa4c8 ON public.cms_eventmaterial USING btree (page_id);
CREATE INDEX cms_eventpage_gathering_id_ffe372c6 ON public.cms_eventpage USING btree (gathering_id);
CREATE INDEX cms_eventpage_picture_id_31bc8420 ON public.cms_eventpage USING btree (picture_id);
CREATE INDEX cms_eventsession_page_id_314505b5 ON public.cms_eventsession USING btree (page_id);
CREATE INDEX cms_eventspeaker_page_id_a8a0a78e ON public.cms_eventspeaker USING btree (page_id);
CREATE INDEX cms_eventspeaker_picture_id_67946d00 ON public.cms_eventspeaker USING btree (picture_id);
CREATE INDEX cms_exhibitionpage_picture_id_8eac2eba ON public.cms_exhibitionpage USING btree (picture_id);
CREATE INDEX cms_exhibitionpage_sectors_category_id_3a399841 ON public.cms_exhibitionpage_sectors USING btree (category_id);
CREATE INDEX cms_exhibitionpage_sectors_exhibitionpage_id_70951791 ON public.cms_exhibitionpage_sectors USING btree (exhibitionpage_id);
CREATE INDEX cms_fairfollow_company_id_89429864 ON public.cms_fairfollow USING btree (company_id);
CREATE INDEX cms_fairfollow_user_id_4e34f2f1 ON public.cms_fairfollow USING btree (user_id);
CREATE INDEX cms_helpplace_key_8c82072a_like ON public.cms_helpplace USING btree (key varchar_pattern_ops);
CREATE INDEX cms_helpplace_page_id_cf24f974 ON public.cms_helpplace USING btree (page_id);
CREATE INDEX cms_helpvote_page_id_caaf806e ON public.cms_helpvote USING btree (page_id);
CREATE INDEX cms_helpvote_user_id_062040f0 ON public.cms_helpvote USING btree (user_id);
CREATE INDEX cms_instep_marked_by_id_42f91daa ON public.cms_instep USING btree (marked_by_id);
CREATE INDEX cms_instep_source_revision_id_d5008159 ON public.cms_instep USING btree (source_revision_id);
CREATE INDEX cms_legaltext_version_id_dd7dd2c1 ON public.cms_legaltext USING btree (version_id);
CREATE INDEX cms_legalversion_published_by_id_62ac56db ON public.cms_legalversion USING btree (published_by_id);
CREATE INDEX cms_newsauthor_author_id_9666059d ON public.cms_newsauthor USING btree (author_id);
CREATE INDEX cms_newsauthor_page_id_43658887 ON public.cms_newsauthor USING btree (page_id);
CREATE INDEX cms_newspage_picture_id_e89ac4aa ON public.cms_newspage USING btree (picture_id);
CREATE INDEX cms_newspage_topic_id_53a7f0af ON public.cms_newspage USING btree (topic_id);
CREATE INDEX cms_pavilionpage_exhibition_id_d80c55b5 ON public.cms_pavilionpage USING btree (exhibition_id);
CREATE INDEX cms_pavilionpage_picture_id_96b5df1f ON public.cms_pavilionpage USING btree (picture_id);
CREATE INDEX cms_pavilionstand_company_id_245c0a2d ON public.cms_pavilionstand USING btree (company_id);
CREATE INDEX cms_pavilionstand_pavilion_id_c1e3185f ON public.cms_pavilionstand USING btree (pavilion_id);
CREATE INDEX cms_publicationpage_file_id_b9a63f68 ON public.cms_publicationpage USING btree (file_id);
CREATE INDEX cms_publicationpage_topics_publicationpage_id_1b394308 ON public.cms_publicationpage_topics USING btree (publicationpage_id);
CREATE INDEX cms_publicationpage_topics_topic_id_9cda0877 ON public.cms_publicationpage_topics USING btree (topic_id);
CREATE INDEX cms_sectionpage_picture_id_2343df7a ON public.cms_sectionpage USING btree (picture_id);
CREATE INDEX cms_stillright_said_by_id_ac801376 ON public.cms_stillright USING btree (said_by_id);
CREATE INDEX cms_term_latest_revision_id_0e8bd207 ON public.cms_term USING btree (latest_revision_id);
CREATE INDEX cms_term_locale_id_48a9be54 ON public.cms_term USING btree (locale_id);
CREATE INDEX cms_term_slug_7d9e049d ON public.cms_term USING btree (slug);
CREATE INDEX cms_term_slug_7d9e049d_like ON public.cms_term USING btree (slug varchar_pattern_ops);
CREATE INDEX cms_termlink_other_id_defb6bd1 ON public.cms_termlink USING btree (other_id);
CREATE INDEX cms_termlink_term_id_30d48eab ON public.cms_termlink USING btree (term_id);
CREATE INDEX cms_topic_locale_id_c12ce92c ON public.cms_topic USING btree (locale_id);
CREATE INDEX cms_topic_slug_20441498 ON public.cms_topic USING btree (slug);
CREATE INDEX cms_topic_slug_20441498_like ON public.cms_topic USING btree (slug varchar_pattern_ops);
CREATE INDEX community_article_community_id_a8c5edd5 ON public.community_article USING btree (community_id);
CREATE INDEX community_article_company_id_11bfe257 ON public.community_article USING btree (company_id);
CREATE INDEX community_article_ref_99aea282_like ON public.community_article USING btree (ref varchar_pattern_ops);
CREATE INDEX community_article_thread_id_0d4b8f45 ON public.community_article USING btree (thread_id);
CREATE INDEX community_article_user_id_2ae5b75d ON public.community_article USING btree (user_id);
CREATE INDEX community_articleopinion_article_id_efec4a99 ON public.community_articleopinion USING btree (article_id);
CREATE INDEX community_articleopinion_user_id_2fca0da3 ON public.community_articleopinion USING btree (user_id);
CREATE INDEX community_articlepicture_article_id_6fc4da38 ON public.community_articlepicture USING btree (article_id);
CREATE INDEX community_articlepicture_company_id_5c9e1e95 ON public.community_articlepicture USING btree (company_id);
CREATE INDEX community_articlepicture_ref_b7d1189e_like ON public.community_articlepicture USING btree (ref varchar_pattern_ops);
CREATE INDEX community_articlepicture_user_id_02fdd05f ON public.community_articlepicture USING btree (user_id);
CREATE INDEX community_articlereviewer_article_id_9da2a0ab ON public.community_articlereviewer USING btree (article_id);
CREATE INDEX community_articlereviewer_company_id_836f3c98 ON public.community_articlereviewer USING btree (company_id);
CREATE INDEX community_articlesuggestion_article_id_f42ee976 ON public.community_articlesuggestion USING btree (article_id);
CREATE INDEX community_articlesuggestion_company_id_34fd27d5 ON public.community_articlesuggestion USING btree (company_id);
CREATE INDEX community_articlesuggestion_ref_3af3ce93_like ON public.community_articlesuggestion USING btree (ref varchar_pattern_ops);
CREATE INDEX community_articlesuggestion_user_id_d737cf24 ON public.community_articlesuggestion USING btree (user_id);
CREATE INDEX community_articleversion_approved_by_id_2ec65312 ON public.community_articleversion USING btree (approved_by_id);
CREATE INDEX community_articleversion_article_id_051701b8 ON public.community_articleversion USING btree (article_id);
CREATE INDEX community_articleversion_company_id_1f699efa ON public.community_articleversion USING btree (company_id);
CREATE INDEX community_articleversion_user_id_e51ebb09 ON public.community_articleversion USING btree (user_id);
CREATE INDEX community_calendarkey_community_id_b0e3c6a3 ON public.community_calendarkey USING btree (community_id);
CREATE INDEX community_calendarkey_company_id_1dc1f691 ON public.community_calendarkey USING btree (company_id);
CREATE INDEX community_calendarkey_digest_5e4fa801_like ON public.community_calendarkey USING btree (digest varchar_pattern_ops);
CREATE INDEX community_calendarkey_user_id_e3e72a71 ON public.community_calendarkey USING btree (user_id);
CREATE INDEX community_candidate_case_id_c396a9f9 ON public.community_candidate USING btree (case_id);
CREATE INDEX community_candidate_company_id_0720312c ON public.community_candidate USING btree (company_id);
CREATE INDEX community_candidate_ref_e407f1b9_like ON public.community_candidate USING btree (ref varchar_pattern_ops);
CREATE INDEX community_case_community_id_b68ff722 ON public.community_case USING btree (community_id);
CREATE INDEX community_case_company_id_871baab1 ON public.community_case USING btree (company_id);
CREATE INDEX community_case_consented_by_id_db37c0ac ON public.community_case USING btree (consented_by_id);
CREATE INDEX community_case_owner_id_62fb07e2 ON public.community_case USING btree (owner_id);
CREATE INDEX community_case_partner_id_e2ce1a3f ON public.community_case USING btree (partner_id);
CREATE INDEX community_case_ref_81012971_like ON public.community_case USING btree (ref varchar_pattern_ops);
CREATE INDEX community_caseappeal_answered_by_id_0b0d078b ON public.community_caseappeal USING btree (answered_by_id);
CREATE INDEX community_caseappeal_case_id_270873d5 ON public.community_caseappeal USING btree (case_id);
CREATE INDEX community_caseappeal_user_id_c5d3357e ON public.community_caseappeal USING btree (user_id);
CREATE INDEX community_casenote_case_id_9c8edfa6 ON public.community_casenote USING btree (case_id);
CREATE INDEX community_casenote_user_id_029993be ON public.community_casenote USING btree (user_id);
CREATE INDEX community_casetask_case_id_b0428519 ON public.community_casetask USING btree (case_id);
CREATE INDEX community_casetask_user_id_46d060be ON public.community_casetask USING btree (user_id);
CREATE INDEX community_change_newest ON public.community_membershipchange USING btree (community_id, at DESC, id DESC);
CREATE INDEX community_community_parent_id_e6a4bb88 ON public.community_community USING btree (parent_id);
CREATE INDEX community_community_ref_620949ef_like ON public.community_community USING btree (ref varchar_pattern_ops);
CREATE INDEX community_community_slug_df10a48c_like ON public.community_community USING btree (slug varchar_pattern_ops);
CREATE INDEX community_community_steward_id_2c80cf67 ON public.community_community USING btree (steward_id);
CREATE INDEX community_community_wishes_parent_id_1ae7d8bf ON public.community_community USING btree (wishes_parent_id);
CREATE INDEX community_communityinvitation_accepted_for_id_49d43013 ON public.community_communityinvitation USING btree (accepted_for_id);
CREATE INDEX community_communityinvitation_community_id_28d7f088 ON public.community_communityinvitation USING btree (community_id);
CREATE INDEX community_communityinvitation_company_id_8af66d90 ON public.community_communityinvitation USING btree (company_id);
CREATE INDEX community_communityinvitation_digest_902c4f60_like ON public.community_communityinvitation USING btree (digest varchar_pattern_ops);
CREATE INDEX community_communityinvitation_invited_by_id_03ef70ca ON public.community_communityinvitation USING btree (invited_by_id);
CREATE INDEX community_communityinvitation_ref_150b2fad_like ON public.community_communityinvitation USING btree (ref varchar_pattern_ops);
CREATE INDEX community_communitymember_community_id_baac9ba5 ON public.community_communitymember USING btree (community_id);
CREATE INDEX community_communitymember_company_id_69c3a28b ON public.community_communitymember USING btree (company_id);
CREATE INDEX community_communityvisit_community_id_2731d03c ON public.community_communityvisit USING btree (community_id);
CREATE INDEX community_communityvisit_user_id_ce56c39b ON public.community_communityvisit USING btree (user_id);
CREATE INDEX community_contentreport_case_id_824bc1a8 ON public.community_contentreport USING btree (case_id);
CREATE INDEX community_contentreport_company_id_0c91be36 ON public.community_contentreport USING btree (company_id);
CREATE INDEX community_contentreport_user_id_869fe95e ON public.community_contentreport USING btree (user_id);
CREATE INDEX community_contentrule_community_id_63fef721 ON public.community_contentrule USING btree (community_id);
CREATE INDEX community_directoryentry_filled_by_id_21d6bc0c ON public.community_directoryentry USING btree (filled_by_id);
CREATE INDEX community_directoryfield_community_id_ce2fc2b0 ON public.community_directoryfield USING btree (community_id);
CREATE INDEX community_featuredlisting_community_id_abe1ad5c ON public.community_featuredlisting USING btree (community_id);
CREATE INDEX community_figuresconsent_community_id_888a6dc4 ON public.community_figuresconsent USING btree (community_id);
CREATE INDEX community_figuresconsent_company_id_c29fe60c ON public.community_figuresconsent USING btree (company_id);
CREATE INDEX community_figuresconsent_user_id_9f669dbd ON public.community_figuresconsent USING btree (user_id);
CREATE INDEX community_gathering_community_id_2fa23668 ON public.community_gathering USING btree (community_id);
CREATE INDEX community_gathering_company_id_19870710 ON public.community_gathering USING btree (company_id);
CREATE INDEX community_gathering_ref_8d6298dd_like ON public.community_gathering USING btree (ref varchar_pattern_ops);
CREATE INDEX community_gathering_user_id_c281b761 ON public.community_gathering USING btree (user_id);
CREATE INDEX community_gatheringinvitation_company_id_cab017de ON public.community_gatheringinvitation USING btree (company_id);
CREATE INDEX community_gatheringinvitation_gathering_id_7bb8b512 ON public.community_gatheringinvitation USING btree (gathering_id);
CREATE INDEX community_gatheringletter_gathering_id_0bf98d37 ON public.community_gatheringletter USING btree (gathering_id);
CREATE INDEX community_gatheringletter_user_id_84d7aa32 ON public.community_gatheringletter USING btree (user_id);
CREATE INDEX community_initiative_community_id_bb878a05 ON public.community_initiative USING btree (community_id);
CREATE INDEX community_initiative_lead_id_db30aa56 ON public.community_initiative USING btree (lead_id);
CREATE INDEX community_initiative_ref_ecad2c19_like ON public.community_initiative USING btree (ref varchar_pattern_ops);
CREATE INDEX community_initiative_thread_id_c5caad6b ON public.community_initiative USING btree (thread_id);
CREATE INDEX community_initiative_user_id_ce162911 ON public.community_initiative USING btree (user_id);
CREATE INDEX community_initiativeagreement_company_id_d671447c ON public.community_initiativeagreement USING btree (company_id);
CREATE INDEX community_initiativeagreement_initiative_id_fd418a52 ON public.community_initiativeagreement USING btree (initiative_id);
CREATE INDEX community_initiativeagreement_user_id_066fd20f ON public.community_initiativeagreement USING btree (user_id);
CREATE INDEX community_initiativeconsent_agreement_id_e725577f ON public.community_initiativeconsent USING btree (agreement_id);
CREATE INDEX community_initiativeconsent_partner_id_65c50c0d ON public.community_initiativeconsent USING btree (partner_id);
CREATE INDEX community_initiativeconsent_user_id_b6b30eb9 ON public.community_initiativeconsent USING btree (user_id);
CREATE INDEX community_initiativefile_company_id_07a237a7 ON public.community_initiativefile USING btree (company_id);
CREATE INDEX community_initiativefile_initiative_id_79e1336a ON public.community_initiativefile USING btree (initiative_id);
CREATE INDEX community_initiativefile_ref_f87cd231_like ON public.community_initiativefile USING btree (ref varchar_pattern_ops);
CREATE INDEX community_initiativefile_user_id_7d9b04e6 ON public.community_initiativefile USING btree (user_id);
CREATE INDEX community_initiativenote_company_id_ed109841 ON public.community_initiativenote USING btree (company_id);
CREATE INDEX community_initiativenote_initiative_id_a3062570 ON public.community_initiativenote USING btree (initiative_id);
CREATE INDEX community_initiativenote_user_id_4ac4099c ON public.community_initiativenote USING btree (user_id);
CREATE INDEX community_initiativeoutcome_user_id_3eb551ff ON public.community_initiativeoutcome USING btree (user_id);
CREATE INDEX community_initiativepartner_company_id_b7ea7091 ON public.community_initiativepartner USING btree (company_id);
CREATE INDEX community_initiativepartner_initiative_id_4445a386 ON public.community_initiativepartner USING btree (initiative_id);
CREATE INDEX community_initiativepartner_user_id_9ca36e87 ON public.community_initiativepartner USING btree (user_id);
CREATE INDEX community_initiativestep_company_id_81db3975 ON public.community_initiativestep USING btree (company_id);
CREATE INDEX community_initiativestep_done_by_id_b9817591 ON public.community_initiativestep USING btree (done_by_id);
CREATE INDEX community_initiativestep_file_id_4263758e ON public.community_initiativestep USING btree (file_id);
CREATE INDEX community_initiativestep_initiative_id_0caa6b25 ON public.community_initiativestep USING btree (initiative_id);
CREATE INDEX community_initiativestep_ref_a147ad58_like ON public.community_initiativestep USING btree (ref varchar_pattern_ops);
CREATE UNIQUE INDEX community_invites_address_once ON public.community_communityinvitation USING btree (community_id, email) WHERE (((state)::text = 'open'::text) AND (NOT ((email)::text = ''::text)));
CREATE UNIQUE INDEX community_invites_firm_once ON public.community_communityinvitation USING btree (community_id, company_id) WHERE ((state)::text = 'open'::text);
CREATE INDEX community_joinquestion_community_id_0083f590 ON public.community_joinquestion USING btree (community_id);
CREATE INDEX community_measure_case_id_0c732ffd ON public.community_measure USING btree (case_id);
CREATE INDEX community_measure_community_id_7acdfd97 ON public.community_measure USING btree (community_id);
CREATE INDEX community_measure_company_id_3ed46431 ON public.community_measure USING btree (company_id);
CREATE INDEX community_measure_user_id_0f72651e ON public.community_measure USING btree (user_id);
CREATE INDEX community_meetingslot_plan_id_6b378a52 ON public.community_meetingslot USING btree (plan_id);
CREATE INDEX community_member_company ON public.community_communitymember USING btree (company_id, state);
CREATE INDEX community_member_order ON public.community_communitymember USING btree (community_id, role, joined_at, id) WHERE ((state)::text = 'active'::text);
CREATE INDEX community_membershipchange_by_company_id_72c7459c ON public.community_membershipchange USING btree (by_company_id);
CREATE INDEX community_membershipchange_community_id_9411816e ON public.community_membershipchange USING btree (community_id);
CREATE INDEX community_membershipchange_company_id_6982ba60 ON public.community_membershipchange USING btree (company_id);
CREATE INDEX community_membershipchange_user_id_4768b500 ON public.community_membershipchange USING btree (user_id);
CREATE INDEX community_moderationcase_community_id_53115e38 ON public.community_moderationcase USING btree (community_id);
CREATE INDEX community_moderationcase_company_id_8e54d742 ON public.community_moderationcase USING btree (company_id);
CREATE INDEX community_moderationcase_decided_by_id_bec2f46a ON public.community_moderationcase USING btree (decided_by_id);
CREATE INDEX community_moderationcase_ref_17dfbf00_like ON public.community_moderationcase USING btree (ref varchar_pattern_ops);
CREATE INDEX community_moderationcase_user_id_1a623f44 ON public.community_moderationcase USING btree (user_id);
CREATE INDEX community_moderationentry_case_id_594e51bb ON public.community_moderationentry USING btree (case_id);
CREATE INDEX community_moderationentry_community_id_f070411c ON public.community_moderationentry USING btree (community_id);
CREATE INDEX community_moderationentry_company_id_8902169d ON public.community_moderationentry USING btree (company_id);
CREATE INDEX community_moderationentry_user_id_a6da5f9f ON public.community_moderationentry USING btree (user_id);
CREATE INDEX community_polloption_poll_id_ab2fdf9f ON public.community_polloption USING btree (poll_id);
CREATE INDEX community_pollvote_company_id_6f3437b7 ON public.community_pollvote USING btree (company_id);
CREATE INDEX community_pollvote_option_id_f7d5103b ON public.community_pollvote USING btree (option_id);
CREATE INDEX community_pollvote_poll_id_d10833bf ON public.community_pollvote USING btree (poll_id);
CREATE INDEX community_pollvote_user_id_acd6bef0 ON public.community_pollvote USING btree (user_id);
CREATE INDEX community_post_answers_id_4de37560 ON public.community_post USING btree (answers_id);
CREATE INDEX community_post_company_id_2b8a12df ON public.community_post USING btree (company_id);
CREATE INDEX community_post_thread_id_67d7c63c ON public.community_post USING btree (thread_id);
CREATE INDEX community_post_user_id_f2274853 ON public.community_post USING btree (user_id);
CREATE INDEX community_postfile_post_id_722fd0a6 ON public.community_postfile USING btree (post_id);
CREATE INDEX community_postfile_ref_e34fa2fe_like ON public.community_postfile USING btree (ref varchar_pattern_ops);
CREATE INDEX community_postmention_company_id_076b91ef ON public.community_postmention USING btree (company_id);
CREATE INDEX community_postmention_post_id_c3a78a15 ON public.community_postmention USING btree (post_id);
CREATE INDEX community_postmention_user_id_f730e37f ON public.community_postmention USING btree (user_id);
CREATE INDEX community_postthank_post_id_9d6c769d ON public.community_postthank USING btree (post_id);
CREATE INDEX community_postthank_user_id_2b1419b5 ON public.community_postthank USING btree (user_id);
CREATE INDEX community_postversion_post_id_e9b896cb ON public.community_postversion USING btree (post_id);
CREATE INDEX community_postversion_user_id_d8e13272 ON public.community_postversion USING btree (user_id);
CREATE INDEX community_registration_company_id_212ec0e5 ON public.community_registration USING btree (company_id);
CREATE INDEX community_registration_gathering_id_6240a47f ON public.community_registration USING btree (gathering_id);
CREATE INDEX community_registration_ref_965a31c3_like ON public.community_registration USING btree (ref varchar_pattern_ops);
CREATE INDEX community_registration_user_id_1ff44eb3 ON public.community_registration USING btree (user_id);
CREATE INDEX community_stay_community_id_e431ea57 ON public.community_stay USING btree (community_id);
CREATE INDEX community_stay_company_id_0ce200c8 ON public.community_stay USING btree (company_id);
CREATE INDEX community_tablemeeting_asked_id_35b6d035 ON public.community_tablemeeting USING btree (asked_id);
CREATE INDEX community_tablemeeting_asker_id_948e0d9e ON public.community_tablemeeting USING btree (asker_id);
CREATE INDEX community_tablemeeting_gathering_id_bbf6489a ON public.community_tablemeeting USING btree (gathering_id);
CREATE INDEX community_tablemeeting_ref_99fcd076_like ON public.community_tablemeeting USING btree (ref varchar_pattern_ops);
CREATE INDEX community_tablemeeting_slot_id_df112f28 ON public.community_tablemeeting USING btree (slot_id);
CREATE INDEX community_tablemeeting_user_id_e89c70b7 ON public.community_tablemeeting USING btree (user_id);
CREATE INDEX community_tablemeeting_wished_slot_id_cdb3a4e5 ON public.community_tablemeeting USING btree (wished_slot_id);
CREATE INDEX community_tableoutcome_company_id_619df93d ON public.community_tableoutcome USING btree (company_id);
CREATE INDEX community_tableoutcome_meeting_id_dcfc73c0 ON public.community_tableoutcome USING btree (meeting_id);
CREATE INDEX community_tableoutcome_user_id_e53ea3c2 ON public.community_tableoutcome USING btree (user_id);
CREATE INDEX community_tableprofile_company_id_690fd4a6 ON public.community_tableprofile USING btree (company_id);
CREATE INDEX community_tableprofile_gathering_id_22d211b5 ON public.community_tableprofile USING btree (gathering_id);
CREATE INDEX community_tableseat_meeting_id_506cfc4c ON public.community_tableseat USING btree (meeting_id);
CREATE INDEX community_tableseat_slot_id_ff820a88 ON public.community_tableseat USING btree (slot_id);
CREATE INDEX community_tableseat_user_id_e17a7f32 ON public.community_tableseat USING btree (user_id);
CREATE INDEX community_talkcategory_community_id_9f266d92 ON public.community_talkcategory USING btree (community_id);
CREATE INDEX community_talkcategory_key_2d84bd3a ON public.community_talkcategory USING btree (key);
CREATE INDEX community_talkcategory_key_2d84bd3a_like ON public.community_talkcategory USING btree (key varchar_pattern_ops);
CREATE INDEX community_talkchoice_community_id_a8abdd20 ON public.community_talkchoice USING btree (community_id);
CREATE INDEX community_talkchoice_user_id_7f1055a6 ON public.community_talkchoice USING btree (user_id);
CREATE INDEX community_thread_accepted_id_fe418d97 ON public.community_thread USING btree (accepted_id);
CREATE INDEX community_thread_category_id_7a4f3531 ON public.community_thread USING btree (category_id);
CREATE INDEX community_thread_community_id_6d2bc408 ON public.community_thread USING btree (community_id);
CREATE INDEX community_thread_company_id_74eab62b ON public.community_thread USING btree (company_id);
CREATE INDEX community_thread_ref_209544a0_like ON public.community_thread USING btree (ref varchar_pattern_ops);
CREATE INDEX community_thread_user_id_be7e9a31 ON public.community_thread USING btree (user_id);
CREATE INDEX community_threadplace_thread_id_fd861edd ON public.community_threadplace USING btree (thread_id);
CREATE INDEX community_threadplace_user_id_6e98091a ON public.community_threadplace USING btree (user_id);
CREATE INDEX community_vouching_answered_by_id_774fff7d ON public.community_vouching USING btree (answered_by_id);
CREATE INDEX community_vouching_community_id_9cf276a7 ON public.community_vouching USING btree (community_id);
CREATE INDEX community_vouching_company_id_82df0c85 ON public.community_vouching USING btree (company_id);
CREATE INDEX community_vouching_ref_018c148a_like ON public.community_vouching USING btree (ref varchar_pattern_ops);
CREATE INDEX community_vouching_user_id_32225643 ON public.community_vouching USING btree (user_id);
CREATE INDEX community_vouching_voucher_id_aaac581b ON public.community_vouching USING btree (voucher_id);
CREATE INDEX companies_apitoken_company_id_7a480ae7 ON public.companies_apitoken USING btree (company_id);
CREATE INDEX companies_apitoken_digest_eed8f865_like ON public.companies_apitoken USING btree (digest varchar_pattern_ops);
CREATE INDEX companies_apitoken_issued_by_id_4582e002 ON public.companies_apitoken USING btree (issued_by_id);
CREATE INDEX companies_apitoken_ref_618fa5b4_like ON public.companies_apitoken USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_certificate_company_id_f14b38b4 ON public.companies_certificate USING btree (company_id);
CREATE INDEX companies_certificate_ref_4381d797_like ON public.companies_certificate USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_claim_assigned_to_id_67c17428 ON public.companies_claim USING btree (assigned_to_id);
CREATE INDEX companies_claim_company_id_48ff7b0b ON public.companies_claim USING btree (company_id);
CREATE INDEX companies_claim_decided_by_id_05a49644 ON public.companies_claim USING btree (decided_by_id);
CREATE INDEX companies_claim_evidence_claim_id_bb82502a ON public.companies_claim_evidence USING btree (claim_id);
CREATE INDEX companies_claim_evidence_documentversion_id_27fea799 ON public.companies_claim_evidence USING btree (documentversion_id);
CREATE INDEX companies_claim_first_by_id_5b2fb2f9 ON public.companies_claim USING btree (first_by_id);
CREATE INDEX companies_claim_ref_16ba201e_like ON public.companies_claim USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_claim_submitted_by_id_67292462 ON public.companies_claim USING btree (submitted_by_id);
CREATE INDEX companies_company_created_at_6c2f0ec2 ON public.companies_company USING btree (created_at);
CREATE INDEX companies_company_ref_81fcaab2_like ON public.companies_company USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_company_sector_175118eb ON public.companies_company USING btree (sector);
CREATE INDEX companies_company_sector_175118eb_like ON public.companies_company USING btree (sector varchar_pattern_ops);
CREATE INDEX companies_company_slug_cddc66aa_like ON public.companies_company USING btree (slug varchar_pattern_ops);
CREATE INDEX companies_companymerge_kept_id_c61e2b1f ON public.companies_companymerge USING btree (kept_id);
CREATE INDEX companies_companymerge_user_id_77687d74 ON public.companies_companymerge USING btree (user_id);
CREATE INDEX companies_companyphoto_company_id_5f4927ad ON public.companies_companyphoto USING btree (company_id);
CREATE INDEX companies_companyphoto_ref_a9fff2b8_like ON public.companies_companyphoto USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_companytext_company_id_9d609996 ON public.companies_companytext USING btree (company_id);
CREATE INDEX companies_documentversion_document_id_cdf8f1fc ON public.companies_documentversion USING btree (document_id);
CREATE INDEX companies_documentversion_ref_e8c3d045_like ON public.companies_documentversion USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_documentversion_uploaded_by_id_0d9f92b4 ON public.companies_documentversion USING btree (uploaded_by_id);
CREATE INDEX companies_handover_company_id_b7a5e683 ON public.companies_handover USING btree (company_id);
CREATE INDEX companies_handover_giver_id_b561031f ON public.companies_handover USING btree (giver_id);
CREATE INDEX companies_handover_receiver_id_54a69d42 ON public.companies_handover USING btree (receiver_id);
CREATE INDEX companies_handover_ref_0706c656_like ON public.companies_handover USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_impersonation_company_id_6736a8a7 ON public.companies_impersonation USING btree (company_id);
CREATE INDEX companies_impersonation_person_id_0f2090e6 ON public.companies_impersonation USING btree (person_id);
CREATE INDEX companies_impersonation_ref_40cbadbe_like ON public.companies_impersonation USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_impersonation_staff_id_19ff26c4 ON public.companies_impersonation USING btree (staff_id);
CREATE INDEX companies_invitation_accepted_by_id_a4dda4dd ON public.companies_invitation USING btree (accepted_by_id);
CREATE INDEX companies_invitation_company_id_5fd600aa ON public.companies_invitation USING btree (company_id);
CREATE INDEX companies_invitation_digest_c9fc0c3d_like ON public.companies_invitation USING btree (digest varchar_pattern_ops);
CREATE INDEX companies_invitation_invited_by_id_94934db8 ON public.companies_invitation USING btree (invited_by_id);
CREATE INDEX companies_invitation_ref_2de6cc2c_like ON public.companies_invitation USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_mandate_agent_id_85080991 ON public.companies_mandate USING btree (agent_id);
CREATE INDEX companies_mandate_answered_by_id_c6e1ae3f ON public.companies_mandate USING btree (answered_by_id);
CREATE INDEX companies_mandate_people_mandate_id_3a3cbc9a ON public.companies_mandate_people USING btree (mandate_id);
CREATE INDEX companies_mandate_people_user_id_fa7056d7 ON public.companies_mandate_people USING btree (user_id);
CREATE INDEX companies_mandate_principal_id_bd100e65 ON public.companies_mandate USING btree (principal_id);
CREATE INDEX companies_mandate_proposed_by_id_523f02a5 ON public.companies_mandate USING btree (proposed_by_id);
CREATE INDEX companies_mandate_ref_b193583d_like ON public.companies_mandate USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_membership_company_id_f99b2b7a ON public.companies_membership USING btree (company_id);
CREATE INDEX companies_membership_ref_4af40914_like ON public.companies_membership USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_membership_user_id_5e947419 ON public.companies_membership USING btree (user_id);
CREATE INDEX companies_mergeproposal_decided_by_id_2d8f0b18 ON public.companies_mergeproposal USING btree (decided_by_id);
CREATE INDEX companies_mergeproposal_first_id_5d85ddc9 ON public.companies_mergeproposal USING btree (first_id);
CREATE INDEX companies_mergeproposal_second_id_9b8ec72b ON public.companies_mergeproposal USING btree (second_id);
CREATE INDEX companies_nameflag_closed_by_id_7a2cf9c3 ON public.companies_nameflag USING btree (closed_by_id);
CREATE INDEX companies_nameflag_company_id_b569de82 ON public.companies_nameflag USING btree (company_id);
CREATE INDEX companies_nameflag_other_id_ed2b3dc9 ON public.companies_nameflag USING btree (other_id);
CREATE INDEX companies_nameflag_ref_0bfc1d5c_like ON public.companies_nameflag USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_reminder_claim_id_11d11708 ON public.companies_reminder USING btree (claim_id);
CREATE INDEX companies_reminder_version_id_5e082107 ON public.companies_reminder USING btree (version_id);
CREATE INDEX companies_shortaddress_company_id_640f1438 ON public.companies_shortaddress USING btree (company_id);
CREATE INDEX companies_shortaddress_name_9b83b119_like ON public.companies_shortaddress USING btree (name varchar_pattern_ops);
CREATE INDEX companies_staffnote_company_id_62fcf49e ON public.companies_staffnote USING btree (company_id);
CREATE INDEX companies_staffnote_user_id_93071090 ON public.companies_staffnote USING btree (user_id);
CREATE INDEX companies_suspension_appealed_by_id_30df05bd ON public.companies_suspension USING btree (appealed_by_id);
CREATE INDEX companies_suspension_company_id_bfabf16a ON public.companies_suspension USING btree (company_id);
CREATE INDEX companies_suspension_ended_by_id_7474001e ON public.companies_suspension USING btree (ended_by_id);
CREATE INDEX companies_suspension_started_by_id_de17e56a ON public.companies_suspension USING btree (started_by_id);
CREATE INDEX companies_user_groups_group_id_958605ad ON public.companies_user_groups USING btree (group_id);
CREATE INDEX companies_user_groups_user_id_5bdd051d ON public.companies_user_groups USING btree (user_id);
CREATE INDEX companies_user_user_permissions_permission_id_88700007 ON public.companies_user_user_permissions USING btree (permission_id);
CREATE INDEX companies_user_user_permissions_user_id_cee32aea ON public.companies_user_user_permissions USING btree (user_id);
CREATE INDEX companies_vaultdocument_company_id_94ee85b1 ON public.companies_vaultdocument USING btree (company_id);
CREATE INDEX companies_webhookattempt_delivery_id_3e360fd3 ON public.companies_webhookattempt USING btree (delivery_id);
CREATE INDEX companies_webhookdelivery_endpoint_id_97d62487 ON public.companies_webhookdelivery USING btree (endpoint_id);
CREATE INDEX companies_webhookdelivery_ref_ce49dfc0_like ON public.companies_webhookdelivery USING btree (ref varchar_pattern_ops);
CREATE INDEX companies_webhookendpoint_company_id_37d4290c ON public.companies_webhookendpoint USING btree (company_id);
CREATE INDEX companies_webhookendpoint_made_by_id_ab6d32e3 ON public.companies_webhookendpoint USING btree (made_by_id);
CREATE INDEX companies_webhookendpoint_ref_b7303c4e_like ON public.companies_webhookendpoint USING btree (ref varchar_pattern_ops);
CREATE INDEX company_directory ON public.companies_company USING btree (country, kind);
CREATE INDEX consultations_alwaystranslate_room_id_19886f08 ON public.consultations_alwaystranslate USING btree (room_id);
CREATE INDEX consultations_alwaystranslate_user_id_82fa9d77 ON public.consultations_alwaystranslate USING btree (user_id);
CREATE INDEX consultations_autoreplysent_company_id_9cbcc2cc ON public.consultations_autoreplysent USING btree (company_id);
CREATE INDEX consultations_autoreplysent_room_id_7bad25b4 ON public.consultations_autoreplysent USING btree (room_id);
CREATE INDEX consultations_caution_message_id_80145341 ON public.consultations_caution USING btree (message_id);
CREATE INDEX consultations_chainentry_room_id_502dcb5a ON public.consultations_chainentry USING btree (room_id);
CREATE INDEX consultations_desklook_ref_a4b3c6c6_like ON public.consultations_desklook USING btree (ref varchar_pattern_ops);
CREATE INDEX consultations_desktag_company_id_f16a9ce8 ON public.consultations_desktag USING btree (company_id);
CREATE INDEX consultations_desktag_ref_0a94ba4e_like ON public.consultations_desktag USING btree (ref varchar_pattern_ops);
CREATE INDEX consultations_meeting_ended_by_id_8d4a36e8 ON public.consultations_meeting USING btree (ended_by_id);
CREATE INDEX consultations_meeting_guest_company_id_e655052e ON public.consultations_meeting USING btree (guest_company_id);
CREATE INDEX consultations_meeting_guest_id_5345c6ec ON public.consultations_meeting USING btree (guest_id);
CREATE INDEX consultations_meeting_host_company_id_aed942d2 ON public.consultations_meeting USING btree (host_company_id);
CREATE INDEX consultations_meeting_host_id_9d2e0327 ON public.consultations_meeting USING btree (host_id);
CREATE INDEX consultations_meeting_ref_4442d550_like ON public.consultations_meeting USING btree (ref varchar_pattern_ops);
CREATE INDEX consultations_meeting_room_id_eabc3f9d ON public.consultations_meeting USING btree (room_id);
CREATE INDEX consultations_meetingday_hours_id_811b4224 ON public.consultations_meetingday USING btree (hours_id);
CREATE INDEX consultations_meetingfeed_digest_390ca668_like ON public.consultations_meetingfeed USING btree (digest varchar_pattern_ops);
CREATE INDEX consultations_meetinghours_company_id_ad04e0fd ON public.consultations_meetinghours USING btree (company_id);
CREATE INDEX consultations_meetinghours_ref_eaf1730a_like ON public.consultations_meetinghours USING btree (ref varchar_pattern_ops);
CREATE INDEX consultations_meetinghours_user_id_9c39bfc5 ON public.consultations_meetinghours USING btree (user_id);
CREATE INDEX consultations_meetingpoint_company_id_ded9f532 ON public.consultations_meetingpoint USING btree (company_id);
CREATE INDEX consultations_meetingpoint_meeting_id_d8939fa3 ON public.consultations_meetingpoint USING btree (meeting_id);
CREATE INDEX consultations_meetingpoint_ref_2139666d_like ON public.consultations_meetingpoint USING btree (ref varchar_pattern_ops);
CREATE INDEX consultations_meetingpoint_user_id_35ecd5e4 ON public.consultations_meetingpoint USING btree (user_id);
CREATE INDEX consultations_meetingtask_by_company_id_cc15c3d4 ON public.consultations_meetingtask USING btree (by_company_id);
CREATE INDEX consultations_meetingtask_by_user_id_bce62005 ON public.consultations_meetingtask USING btree (by_user_id);
CREATE INDEX consultations_meetingtask_company_id_bf3d49a4 ON public.consultations_meetingtask USING btree (company_id);
CREATE INDEX consultations_meetingtask_done_by_id_35fcc93d ON public.consultations_meetingtask USING btree (done_by_id);
CREATE INDEX consultations_meetingtask_meeting_id_065b086f ON public.consultations_meetingtask USING btree (meeting_id);
CREATE INDEX consultations_meetingtask_owner_id_3236e0cc ON public.consultations_meetingtask USING btree (owner_id);
CREATE INDEX consultations_meetingtask_ref_00c95da8_like ON public.consultations_meetingtask USING btree (ref varchar_pattern_ops);
CREATE INDEX consultations_meetingwindow_hours_id_027cc483 ON public.consultations_meetingwindow USING btree (hours_id);
CREATE INDEX consultations_mention_message_id_e100b96b ON public.consultations_mention USING btree (message_id);
CREATE INDEX consultations_mention_user_id_7bad0e5f ON public.consultations_mention USING btree (user_id);
CREATE INDEX consultations_message_company_id_24024960 ON public.consultations_message USING btree (company_id);
CREATE INDEX consultations_message_reply_to_id_d03af667 ON public.consultations_message USING btree (reply_to_id);
CREATE INDEX consultations_message_room_id_637855f6 ON public.consultations_message USING btree (room_id);
CREATE INDEX consultations_message_user_id_c64a10ae ON public.consultations_message USING btree (user_id);
CREATE INDEX consultations_messagecard_message_id_fbd14bd5 ON public.consultations_messagecard USING btree (message_id);
CREATE INDEX consultations_messagefile_message_id_d1a3145f ON public.consultations_messagefile USING btree (message_id);
CREATE INDEX consultations_messagefile_ref_394d6d83_like ON public.consultations_messagefile USING btree (ref varchar_pattern_ops);
CREATE INDEX consultations_messagetranslation_message_id_7bc645c0 ON public.consultations_messagetranslation USING btree (message_id);
CREATE INDEX consultations_messagewording_message_id_75b417f5 ON public.consultations_messagewording USING btree (message_id);
CREATE INDEX consultations_minutessignature_company_id_0fc0af98 ON public.consultations_minutessignature USING btree (company_id);
CREATE INDEX consultations_minutessignature_user_id_b0ee55c6 ON public.consultations_minutessignature USING btree (user_id);
CREATE INDEX consultations_minutessignature_version_id_8f9c9b68 ON public.consultations_minutessignature USING btree (version_id);
CREATE INDEX consultations_minutessignature_withdrawn_by_id_dc8851bd ON public.consultations_minutessignature USING btree (withdrawn_by_id);
CREATE INDEX consultations_minutesversion_company_id_e241650c ON public.consultations_minutesversion USING btree (company_id);
CREATE INDEX consultations_minutesversion_meeting_id_2a504329 ON public.consultations_minutesversion USING btree (meeting_id);
CREATE INDEX consultations_minutesversion_user_id_1e9ffe8f ON public.consultations_minutesversion USING btree (user_id);
CREATE INDEX consultations_pin_company_id_35ab5fc7 ON public.consultations_pin USING btree (company_id);
CREATE INDEX consultations_pin_room_id_c2a71327 ON public.consultations_pin USING btree (room_id);
CREATE INDEX consultations_pin_user_id_b30c40ad ON public.consultations_pin USING btree (user_id);
CREATE INDEX consultations_reaction_company_id_b0f47516 ON public.consultations_reaction USING btree (company_id);
CREATE INDEX consultations_reaction_message_id_fcd610d8 ON public.consultations_reaction USING btree (message_id);
CREATE INDEX consultations_reaction_user_id_5de2b0a6 ON public.consultations_reaction USING btree (user_id);
CREATE INDEX consultations_readmark_company_id_6dde7a5d ON public.consultations_readmark USING btree (company_id);
CREATE INDEX consultations_readmark_room_id_31fced9b ON public.consultations_readmark USING btree (room_id);
CREATE INDEX consultations_readmark_user_id_1c036624 ON public.consultations_readmark USING btree (user_id);
CREATE INDEX consultations_reportedtalk_company_id_c442a0a7 ON public.consultations_reportedtalk USING btree (company_id);
CREATE INDEX consultations_reportedtalk_ref_13502009_like ON public.consultations_reportedtalk USING btree (ref varchar_pattern_ops);
CREATE INDEX consultations_reportedtalk_room_id_5cd67c94 ON public.consultations_reportedtalk USING btree (room_id);
CREATE INDEX consultations_room_ref_d40bc95a_like ON public.consultations_room USING btree (ref varchar_pattern_ops);
CREATE INDEX consultations_roomclosure_by_id_640dad27 ON public.consultations_roomclosure USING btree (by_id);
CREATE INDEX consultations_roomclosure_ref_783f8387_like ON public.consultations_roomclosure USING btree (ref varchar_pattern_ops);
CREATE INDEX consultations_roomclosure_room_id_2d1ea61c ON public.consultations_roomclosure USING btree (room_id);
CREATE INDEX consultations_roomdesk_assignee_id_e962ccb5 ON public.consultations_roomdesk USING btree (assignee_id);
CREATE INDEX consultations_roomdesk_company_id_0d366e51 ON public.consultations_roomdesk USING btree (company_id);
CREATE INDEX consultations_roomdesk_room_id_5868ffb9 ON public.consultations_roomdesk USING btree (room_id);
CREATE INDEX consultations_roomdesk_tags_desktag_id_2e236ba3 ON public.consultations_roomdesk_tags USING btree (desktag_id);
CREATE INDEX consultations_roomdesk_tags_roomdesk_id_ba3e09cb ON public.consultations_roomdesk_tags USING btree (roomdesk_id);
CREATE INDEX consultations_roommute_room_id_34bdabb2 ON public.consultations_roommute USING btree (room_id);
CREATE INDEX consultations_roommute_user_id_56aa2c57 ON public.consultations_roommute USING btree (user_id);
CREATE INDEX consultations_roomparty_company_id_7a57770e ON public.consultations_roomparty USING btree (company_id);
CREATE INDEX consultations_roomparty_invited_by_id_56400122 ON public.consultations_roomparty USING btree (invited_by_id);
CREATE INDEX consultations_roomparty_inviter_id_711d60bd ON public.consultations_roomparty USING btree (inviter_id);
CREATE INDEX consultations_roomparty_room_id_d8e433e8 ON public.consultations_roomparty USING btree (room_id);
CREATE INDEX consultations_talksuspension_by_id_559e33ed ON public.consultations_talksuspension USING btree (by_id);
CREATE INDEX consultations_talksuspension_company_id_cbdc5b9d ON public.consultations_talksuspension USING btree (company_id);
CREATE INDEX consultations_talksuspension_ref_a250de38_like ON public.consultations_talksuspension USING btree (ref varchar_pattern_ops);
CREATE INDEX consultations_translationconsent_given_by_id_e985df63 ON public.consultations_translationconsent USING btree (given_by_id);
CREATE INDEX content_object_idx ON public.wagtailcore_revision USING btree (content_type_id, object_id);
CREATE INDEX content_report_of_company ON public.community_contentreport USING btree (company_id, created_at);
CREATE INDEX core_timedjob_name_3c578d61_like ON public.core_timedjob USING btree (name varchar_pattern_ops);
CREATE INDEX desk_look_of_staff ON public.consultations_desklook USING btree (case_ref, staff_number, at);
CREATE UNIQUE INDEX desk_tag_once ON public.consultations_desktag USING btree (lower((name)::text), company_id);
CREATE UNIQUE INDEX directory_field_label_once ON public.community_directoryfield USING btree (community_id, lower((label)::text)) WHERE (retired_at IS NULL);
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);
CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE UNIQUE INDEX draft_once_for_new ON public.catalog_editordraft USING btree (user_id, company_id) WHERE (product_id IS NULL);
CREATE UNIQUE INDEX draft_once_for_product ON public.catalog_editordraft USING btree (user_id, product_id) WHERE (NOT (product_id IS NULL));
CREATE INDEX event_company ON public.core_event USING btree (company_id, id);
CREATE INDEX event_guest_queue ON public.cms_eventguest USING btree (guests_id, state, queued_at);
CREATE INDEX event_mandate ON public.core_event USING btree (mandate_id, id) WHERE (mandate_id IS NOT NULL);
CREATE INDEX event_page_days ON public.cms_eventpage USING btree (ends_at, starts_at);
CREATE INDEX event_pending ON public.core_event USING btree (id) WHERE ((state)::text = 'pending'::text);
CREATE INDEX event_subject ON public.core_event USING btree (subject_type, subject_id, id);
CREATE INDEX exhibition_days ON public.cms_exhibitionpage USING btree (ends_on, starts_on);
CREATE UNIQUE INDEX figures_consent_once ON public.community_figuresconsent USING btree (community_id, company_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX flag_queue ON public.catalog_productflag USING btree (created_at, id) WHERE ((state)::text = 'open'::text);
CREATE INDEX formstate_user_object ON public.wagtailadmin_formstate USING btree (user_id, content_type_id, object_id, parent_object_id);
CREATE INDEX gathering_ahead ON public.community_gathering USING btree (starts_at) WHERE ((state)::text = 'published'::text);
CREATE INDEX gathering_of_community ON public.community_gathering USING btree (community_id, ends_at);
CREATE UNIQUE INDEX handover_one_open ON public.companies_handover USING btree (company_id) WHERE ((state)::text = 'open'::text);
CREATE UNIQUE INDEX help_vote_once_a_browser ON public.cms_helpvote USING btree (page_id, visitor) WHERE (NOT ((visitor)::text = ''::text));
CREATE UNIQUE INDEX help_vote_once_a_person ON public.cms_helpvote USING btree (page_id, user_id) WHERE (user_id IS NOT NULL);
CREATE UNIQUE INDEX impersonation_one_running ON public.companies_impersonation USING btree (staff_id) WHERE (ended_at IS NULL);
CREATE INDEX import_picture_names ON public.catalog_importpicture USING btree (run_id, name);
CREATE INDEX import_problem_rows ON public.catalog_importproblem USING btree (run_id, is_refusal, "row");
CREATE UNIQUE INDEX initiative_consent_once ON public.community_initiativeconsent USING btree (agreement_id, partner_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX initiative_newest ON public.community_initiative USING btree (community_id, is_pinned DESC, moved_at DESC, id DESC);
CREATE INDEX initiative_partner_company ON public.community_initiativepartner USING btree (company_id, role);
CREATE INDEX initiative_state ON public.community_initiative USING btree (community_id, state);
CREATE INDEX initiative_step_due ON public.community_initiativestep USING btree (due_on) WHERE (done_at IS NULL);
CREATE INDEX inquiry_assignee ON public.offers_inquiry USING btree (assignee_id, state);
CREATE INDEX inquiry_batch_newest ON public.offers_inquirybatch USING btree (buyer_id, id DESC);
CREATE UNIQUE INDEX inquiry_contact_once ON public.offers_inquirycontact USING btree (inquiry_id, user_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX inquiry_received ON public.offers_inquiry USING btree (supplier_id, state, id DESC);
CREATE INDEX inquiry_received_last ON public.offers_inquiry USING btree (supplier_id, last_at DESC, id DESC);
CREATE INDEX inquiry_report_queue ON public.offers_inquiryreport USING btree (state, created_at);
CREATE INDEX inquiry_sent ON public.offers_inquiry USING btree (buyer_id, state, id DESC);
CREATE INDEX inquiry_sent_last ON public.offers_inquiry USING btree (buyer_id, last_at DESC, id DESC);
CREATE INDEX instalment_due ON public.trade_instalment USING btree (state, due_on);
CREATE INDEX invitation_email ON public.companies_invitation USING btree (email) WHERE ((state)::text = 'open'::text);
CREATE UNIQUE INDEX invitation_one_open ON public.companies_invitation USING btree (company_id, email) WHERE ((state)::text = 'open'::text);
CREATE INDEX invoice_given ON public.trade_invoice USING btree (issuer_id, state, id DESC);
CREATE UNIQUE INDEX invoice_one_draft_credit ON public.trade_invoice USING btree (credits_id) WHERE ((state)::text = 'draft'::text);
CREATE UNIQUE INDEX invoice_one_draft_of_kind ON public.trade_invoice USING btree (order_id, kind) WHERE ((credits_id IS NULL) AND ((state)::text = 'draft'::text));
CREATE INDEX invoice_received ON public.trade_invoice USING btree (recipient_id, state, id DESC);
CREATE UNIQUE INDEX letter_one_of_instalment ON public.trade_letterofcredit USING btree (instalment_id) WHERE (NOT ((state)::text = 'refused'::text));
CREATE INDEX mandate_agent_state ON public.companies_mandate USING btree (agent_id, state);
CREATE UNIQUE INDEX mandate_one_in_force ON public.companies_mandate USING btree (principal_id, agent_id) WHERE ((state)::text = 'given'::text);
CREATE UNIQUE INDEX mandate_one_proposed ON public.companies_mandate USING btree (principal_id, agent_id) WHERE ((state)::text = 'proposed'::text);
CREATE INDEX measure_of_company ON public.community_measure USING btree (community_id, company_id, act, until);
CREATE UNIQUE INDEX meeting_guest_once ON public.consultations_meeting USING btree (guest_id, starts_at) WHERE ((state)::text = ANY ((ARRAY['requested'::character varying, 'confirmed'::character varying])::text[]));
CREATE UNIQUE INDEX meeting_host_once ON public.consultations_meeting USING btree (host_id, starts_at) WHERE ((state)::text = ANY ((ARRAY['requested'::character varying, 'confirmed'::character varying])::text[]));
CREATE INDEX meeting_live ON public.consultations_meeting USING btree (starts_at) WHERE ((state)::text = ANY ((ARRAY['requested'::character varying, 'confirmed'::character varying])::text[]));
CREATE INDEX meeting_of_guest ON public.consultations_meeting USING btree (guest_company_id, starts_at);
CREATE INDEX meeting_of_host ON public.consultations_meeting USING btree (host_company_id, starts_at);
CREATE INDEX meeting_task_open ON public.consultations_meetingtask USING btree (company_id, due_on) WHERE (done_at IS NULL);
CREATE INDEX message_change ON public.consultations_message USING btree (room_id, change);
CREATE INDEX message_words ON public.consultations_message USING gin (to_tsvector('simple'::regconfig, COALESCE(body, ''::text)));
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE UNIQUE INDEX minutes_signed_once ON public.consultations_minutessignature USING btree (version_id, company_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX moderation_log_newest ON public.community_moderationentry USING btree (community_id, id DESC);
CREATE INDEX moderation_of_company ON public.community_moderationcase USING btree (company_id, community_id);
CREATE UNIQUE INDEX moderation_one_open ON public.community_moderationcase USING btree (kind, key) WHERE ((state)::text = 'open'::text);
CREATE INDEX moderation_queue ON public.community_moderationcase USING btree (community_id, state, created_at);
CREATE INDEX notification_age ON public.notifications_notification USING btree (created_at);
CREATE INDEX notification_mail_due ON public.notifications_notification USING btree (mail_at) WHERE ((mail_at IS NOT NULL) AND (mailed_at IS NULL) AND (read_at IS NULL));
CREATE INDEX notification_newest ON public.notifications_notification USING btree (user_id, created_at DESC);
CREATE INDEX notification_unread ON public.notifications_notification USING btree (user_id) WHERE (read_at IS NULL);
CREATE INDEX notifications_mailpreference_user_id_338f8568 ON public.notifications_mailpreference USING btree (user_id);
CREATE INDEX notifications_notification_company_id_b6cbe5b5 ON public.notifications_notification USING btree (company_id);
CREATE INDEX notifications_notification_ref_a420e9cf_like ON public.notifications_notification USING btree (ref varchar_pattern_ops);
CREATE INDEX notifications_notification_user_id_b5e8c0ff ON public.notifications_notification USING btree (user_id);
CREATE INDEX offer_board ON public.offers_offer USING btree (valid_until, id) INCLUDE (company_id, category_id, side, incoterm, is_anonymous, visibility) WHERE ((state)::text = 'open'::text);
CREATE INDEX offer_company ON public.offers_offer USING btree (company_id, updated_at DESC, id DESC);
CREATE INDEX offer_held ON public.offers_offer USING btree (updated_at) WHERE ((state)::text = 'in_review'::text);
CREATE INDEX offer_newest ON public.offers_offer USING btree (state, published_at DESC, id DESC);
CREATE INDEX offer_posted ON public.offers_offer USING btree (company_id, posted_at);
CREATE INDEX offer_text_words ON public.offers_offer USING gin (upper(text) public.gin_trgm_ops);
CREATE INDEX offer_title_words ON public.offers_offer USING gin (upper((title)::text) public.gin_trgm_ops);
CREATE INDEX offers_cannedreply_company_id_bd497d1a ON public.offers_cannedreply USING btree (company_id);
CREATE INDEX offers_cannedreply_ref_c60a120c_like ON public.offers_cannedreply USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_companyblock_blocked_id_c3b163d3 ON public.offers_companyblock USING btree (blocked_id);
CREATE INDEX offers_companyblock_company_id_010a22b4 ON public.offers_companyblock USING btree (company_id);
CREATE INDEX offers_companyblock_user_id_ebe1fbba ON public.offers_companyblock USING btree (user_id);
CREATE INDEX offers_inquiry_assignee_id_fec2c1f9 ON public.offers_inquiry USING btree (assignee_id);
CREATE INDEX offers_inquiry_batch_id_27b707f1 ON public.offers_inquiry USING btree (batch_id);
CREATE INDEX offers_inquiry_buyer_id_aa5a28e2 ON public.offers_inquiry USING btree (buyer_id);
CREATE INDEX offers_inquiry_offer_id_56422de5 ON public.offers_inquiry USING btree (offer_id);
CREATE INDEX offers_inquiry_product_id_69c3dbfb ON public.offers_inquiry USING btree (product_id);
CREATE INDEX offers_inquiry_ref_b47325f3_like ON public.offers_inquiry USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_inquiry_supplier_id_d082e553 ON public.offers_inquiry USING btree (supplier_id);
CREATE INDEX offers_inquiry_user_id_c822b663 ON public.offers_inquiry USING btree (user_id);
CREATE INDEX offers_inquiryabsence_company_id_63fe70f3 ON public.offers_inquiryabsence USING btree (company_id);
CREATE INDEX offers_inquiryabsence_user_id_758225ac ON public.offers_inquiryabsence USING btree (user_id);
CREATE INDEX offers_inquiryassignment_by_id_32939455 ON public.offers_inquiryassignment USING btree (by_id);
CREATE INDEX offers_inquiryassignment_inquiry_id_4e31aa8a ON public.offers_inquiryassignment USING btree (inquiry_id);
CREATE INDEX offers_inquiryassignment_user_id_98c7820d ON public.offers_inquiryassignment USING btree (user_id);
CREATE INDEX offers_inquirybatch_buyer_id_0c1a32b2 ON public.offers_inquirybatch USING btree (buyer_id);
CREATE INDEX offers_inquirybatch_ref_539cd1ea_like ON public.offers_inquirybatch USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_inquirybatch_user_id_b3e007d7 ON public.offers_inquirybatch USING btree (user_id);
CREATE INDEX offers_inquirycontact_inquiry_id_334e0e5e ON public.offers_inquirycontact USING btree (inquiry_id);
CREATE INDEX offers_inquirycontact_user_id_b0cab134 ON public.offers_inquirycontact USING btree (user_id);
CREATE INDEX offers_inquiryfile_inquiry_id_6753fd4c ON public.offers_inquiryfile USING btree (inquiry_id);
CREATE INDEX offers_inquiryfile_ref_3e635624_like ON public.offers_inquiryfile USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_inquiryline_inquiry_id_9983d490 ON public.offers_inquiryline USING btree (inquiry_id);
CREATE INDEX offers_inquiryline_product_id_206864e7 ON public.offers_inquiryline USING btree (product_id);
CREATE INDEX offers_inquirymessage_inquiry_id_381c8a8f ON public.offers_inquirymessage USING btree (inquiry_id);
CREATE INDEX offers_inquirymessage_user_id_4b9478e5 ON public.offers_inquirymessage USING btree (user_id);
CREATE INDEX offers_inquirynote_company_id_adae6aad ON public.offers_inquirynote USING btree (company_id);
CREATE INDEX offers_inquirynote_inquiry_id_2fd6325c ON public.offers_inquirynote USING btree (inquiry_id);
CREATE INDEX offers_inquirynote_user_id_f4cb6040 ON public.offers_inquirynote USING btree (user_id);
CREATE INDEX offers_inquiryreport_decided_by_id_d95a1011 ON public.offers_inquiryreport USING btree (decided_by_id);
CREATE INDEX offers_inquiryreport_ref_b2af3f15_like ON public.offers_inquiryreport USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_inquiryreport_user_id_90e3f32c ON public.offers_inquiryreport USING btree (user_id);
CREATE INDEX offers_inquiryseen_inquiry_id_f0cda550 ON public.offers_inquiryseen USING btree (inquiry_id);
CREATE INDEX offers_inquiryseen_user_id_04f419ea ON public.offers_inquiryseen USING btree (user_id);
CREATE INDEX offers_offer_category_id_bd5151d9 ON public.offers_offer USING btree (category_id);
CREATE INDEX offers_offer_company_id_623c4621 ON public.offers_offer USING btree (company_id);
CREATE INDEX offers_offer_copy_of_id_53b1f908 ON public.offers_offer USING btree (copy_of_id);
CREATE INDEX offers_offer_product_id_579e5647 ON public.offers_offer USING btree (product_id);
CREATE INDEX offers_offer_ref_7f42ee12_like ON public.offers_offer USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_offer_user_id_4fbc0994 ON public.offers_offer USING btree (user_id);
CREATE INDEX offers_offerdocument_offer_id_dab4c2e6 ON public.offers_offerdocument USING btree (offer_id);
CREATE INDEX offers_offerdocument_ref_7c43c307_like ON public.offers_offerdocument USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_offerpicture_offer_id_0407db31 ON public.offers_offerpicture USING btree (offer_id);
CREATE INDEX offers_offerpicture_ref_fcc5a6ca_like ON public.offers_offerpicture USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_offerreader_company_id_b1209ef1 ON public.offers_offerreader USING btree (company_id);
CREATE INDEX offers_rfq_category_id_570b171d ON public.offers_rfq USING btree (category_id);
CREATE INDEX offers_rfq_company_id_81f6cf9a ON public.offers_rfq USING btree (company_id);
CREATE INDEX offers_rfq_ref_821f3840_like ON public.offers_rfq USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_rfq_user_id_2785638a ON public.offers_rfq USING btree (user_id);
CREATE INDEX offers_rfqdocument_line_id_69f1d6cb ON public.offers_rfqdocument USING btree (line_id);
CREATE INDEX offers_rfqdocument_ref_2376d629_like ON public.offers_rfqdocument USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_rfqdocument_rfq_id_304f6898 ON public.offers_rfqdocument USING btree (rfq_id);
CREATE INDEX offers_rfqline_product_id_1c583697 ON public.offers_rfqline USING btree (product_id);
CREATE INDEX offers_rfqline_rfq_id_91bf7967 ON public.offers_rfqline USING btree (rfq_id);
CREATE INDEX offers_rfqquestion_answered_by_id_a7f324bc ON public.offers_rfqquestion USING btree (answered_by_id);
CREATE INDEX offers_rfqquestion_company_id_fd408d12 ON public.offers_rfqquestion USING btree (company_id);
CREATE INDEX offers_rfqquestion_ref_de283055_like ON public.offers_rfqquestion USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_rfqquestion_rfq_id_5cb6b7e5 ON public.offers_rfqquestion USING btree (rfq_id);
CREATE INDEX offers_rfqquestion_user_id_eb414004 ON public.offers_rfqquestion USING btree (user_id);
CREATE INDEX offers_rfqrevision_rfq_id_80b42964 ON public.offers_rfqrevision USING btree (rfq_id);
CREATE INDEX offers_rfqrevision_user_id_54ab1fb1 ON public.offers_rfqrevision USING btree (user_id);
CREATE INDEX offers_rfqsupplier_company_id_c5245b54 ON public.offers_rfqsupplier USING btree (company_id);
CREATE INDEX offers_rfqsupplier_rfq_id_b9212b44 ON public.offers_rfqsupplier USING btree (rfq_id);
CREATE INDEX offers_routingrule_category_id_c7f1008a ON public.offers_routingrule USING btree (category_id);
CREATE INDEX offers_routingrule_company_id_c37ea3d3 ON public.offers_routingrule USING btree (company_id);
CREATE INDEX offers_routingrule_ref_735839e5_like ON public.offers_routingrule USING btree (ref varchar_pattern_ops);
CREATE INDEX offers_routingrule_user_id_11ebbbcf ON public.offers_routingrule USING btree (user_id);
CREATE UNIQUE INDEX order_change_one_open ON public.trade_orderchange USING btree (order_id) WHERE ((state)::text = 'proposed'::text);
CREATE INDEX order_given ON public.trade_order USING btree (buyer_id, state, id DESC);
CREATE INDEX order_note_own ON public.trade_ordernote USING btree (order_id, company_id);
CREATE INDEX order_received ON public.trade_order USING btree (supplier_id, state, id DESC);
CREATE UNIQUE INDEX outside_payment_one_reported ON public.trade_outsidepayment USING btree (instalment_id) WHERE ((state)::text = 'reported'::text);
CREATE UNIQUE INDEX pay_account_once ON public.payments_payaccount USING btree (account) WHERE (NOT ((account)::text = ''::text));
CREATE UNIQUE INDEX payee_one_in_force ON public.trade_payeeaccount USING btree (company_id) WHERE ((state)::text = 'in_force'::text);
CREATE UNIQUE INDEX payee_one_waiting ON public.trade_payeeaccount USING btree (company_id) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX payments_charge_by_id_577ed3a9 ON public.payments_charge USING btree (by_id);
CREATE INDEX payments_charge_payee_id_40ab0116 ON public.payments_charge USING btree (payee_id);
CREATE INDEX payments_charge_payer_id_299b2a01 ON public.payments_charge USING btree (payer_id);
CREATE INDEX payments_charge_ref_761bec2e_like ON public.payments_charge USING btree (ref varchar_pattern_ops);
CREATE INDEX payments_dispute_charge_id_751cc74d ON public.payments_dispute USING btree (charge_id);
CREATE INDEX payments_dispute_stripe_id_10d2b441_like ON public.payments_dispute USING btree (stripe_id varchar_pattern_ops);
CREATE INDEX payments_plan_slug_ff4ede5a_like ON public.payments_plan USING btree (slug varchar_pattern_ops);
CREATE INDEX payments_refund_by_id_a0f7b46d ON public.payments_refund USING btree (by_id);
CREATE INDEX payments_refund_charge_id_2ba1056b ON public.payments_refund USING btree (charge_id);
CREATE INDEX payments_refund_ref_a35272f7_like ON public.payments_refund USING btree (ref varchar_pattern_ops);
CREATE INDEX payments_release_charge_id_e51c4184 ON public.payments_release USING btree (charge_id);
CREATE INDEX payments_release_ref_3e3e5b27_like ON public.payments_release USING btree (ref varchar_pattern_ops);
CREATE INDEX payments_stripeevent_event_id_4960b114_like ON public.payments_stripeevent USING btree (event_id varchar_pattern_ops);
CREATE INDEX payments_subscription_plan_id_973ba84d ON public.payments_subscription USING btree (plan_id);
CREATE UNIQUE INDEX picture_source_once ON public.catalog_productpicture USING btree (product_id, source_digest) WHERE (NOT ((source_digest)::text = ''::text));
CREATE INDEX picture_without_avif ON public.catalog_productpicture USING btree (id) WHERE ((image_avif)::text = ''::text);
CREATE INDEX pledge_of_company ON public.trade_pledge USING btree (company_id, id DESC);
CREATE UNIQUE INDEX poll_vote_only_one ON public.community_pollvote USING btree (poll_id, company_id) WHERE is_only;
CREATE UNIQUE INDEX pool_one_a_request_and_lead ON public.trade_capacitypool USING btree (rfq_id, lead_id) WHERE (NOT ((state)::text = 'cancelled'::text));
CREATE INDEX post_words ON public.community_post USING gin (to_tsvector('simple'::regconfig, COALESCE(body, ''::text)));
CREATE INDEX post_writer ON public.community_post USING btree (user_id, thread_id);
CREATE INDEX posting_book ON public.trade_posting USING btree (company_id, id DESC);
CREATE INDEX printed_catalogue_company ON public.catalog_printedcatalogue USING btree (company_id, language, id DESC);
CREATE UNIQUE INDEX printed_catalogue_once ON public.catalog_printedcatalogue USING btree (company_id, fingerprint) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'running'::character varying, 'done'::character varying])::text[]));
CREATE INDEX product_certificate_kind ON public.catalog_productcertificate USING btree (kind, expires_on);
CREATE INDEX product_company ON public.catalog_product USING btree (company_id, updated_at DESC, id DESC);
CREATE INDEX product_deleted ON public.catalog_product USING btree (deleted_at) WHERE (NOT (deleted_at IS NULL));
CREATE INDEX product_expiry ON public.catalog_product USING btree (expires_at) WHERE ((expires_at IS NOT NULL) AND ((state)::text = 'published'::text));
CREATE INDEX product_gtin ON public.catalog_product USING btree (gtin) WHERE (NOT ((gtin)::text = ''::text));
CREATE INDEX product_newest ON public.catalog_product USING btree (state, published_at DESC, id DESC);
CREATE UNIQUE INDEX product_sku_once ON public.catalog_product USING btree (company_id, sku) WHERE (deleted_at IS NULL);
CREATE INDEX product_typed ON public.catalog_product USING gin (jsonb_path_query_array(attributes, '$[*]?(exists (@."key"))'::jsonpath) jsonb_path_ops);
CREATE INDEX quotation_given ON public.trade_quotation USING btree (supplier_id, state, id DESC);
CREATE UNIQUE INDEX quotation_one_a_request ON public.trade_quotation USING btree (rfq_id, supplier_id) WHERE (NOT ((state)::text = 'withdrawn'::text));
CREATE UNIQUE INDEX quotation_one_an_inquiry ON public.trade_quotation USING btree (inquiry_id, supplier_id) WHERE (NOT ((state)::text = ANY ((ARRAY['withdrawn'::character varying, 'declined'::character varying, 'expired'::character varying])::text[])));
CREATE UNIQUE INDEX quotation_one_draft_a_side ON public.trade_quotationversion USING btree (quotation_id, side) WHERE (submitted_at IS NULL);
CREATE INDEX quotation_received ON public.trade_quotation USING btree (buyer_id, state, id DESC);
CREATE INDEX quotation_validity ON public.trade_quotation USING btree (valid_until) WHERE ((state)::text = ANY ((ARRAY['submitted'::character varying, 'countered'::character varying, 'revised'::character varying])::text[]));
CREATE INDEX referenceindex_source_object ON public.wagtailcore_referenceindex USING btree (base_content_type_id, object_id);
CREATE INDEX referenceindex_target_object ON public.wagtailcore_referenceindex USING btree (to_content_type_id, to_object_id);
CREATE INDEX registration_company ON public.community_registration USING btree (company_id, state);
CREATE INDEX registration_queue ON public.community_registration USING btree (gathering_id, state, queued_at);
CREATE UNIQUE INDEX release_once ON public.payments_release USING btree (charge_id) WHERE ((state)::text = ANY ((ARRAY['pending'::character varying, 'done'::character varying])::text[]));
CREATE UNIQUE INDEX report_case_one_open ON public.catalog_reportcase USING btree (kind, key) WHERE ((state)::text = 'open'::text);
CREATE INDEX report_case_queue ON public.catalog_reportcase USING btree (state, created_at);
CREATE INDEX report_case_subject ON public.catalog_reportcase USING btree (kind, key);
CREATE INDEX report_of_company ON public.catalog_report USING btree (company_id, created_at);
CREATE INDEX review_appeals ON public.catalog_listingreview USING btree (appealed_at) WHERE ((answered_at IS NULL) AND (appealed_at IS NOT NULL));
CREATE UNIQUE INDEX review_one_waiting ON public.catalog_listingreview USING btree (product_id) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX review_queue ON public.catalog_listingreview USING btree (submitted_at, id) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX rfq_closing ON public.offers_rfq USING btree (closes_at) WHERE ((state)::text = ANY ((ARRAY['open'::character varying, 'information_needed'::character varying])::text[]));
CREATE INDEX rfq_company ON public.offers_rfq USING btree (company_id, updated_at DESC, id DESC);
CREATE INDEX rfq_newest ON public.offers_rfq USING btree (state, published_at DESC, id DESC);
CREATE INDEX rfq_supplier_of_company ON public.offers_rfqsupplier USING btree (company_id, rfq_id DESC);
CREATE UNIQUE INDEX room_closure_one_running ON public.consultations_roomclosure USING btree (room_id) WHERE (lifted_at IS NULL);
CREATE INDEX room_desk_assignee ON public.consultations_roomdesk USING btree (company_id, assignee_id);
CREATE INDEX room_newest ON public.consultations_room USING btree (last_message_at DESC, id DESC);
CREATE INDEX room_party_invited ON public.consultations_roomparty USING btree (company_id) WHERE ((state)::text = 'invited'::text);
CREATE INDEX round_deadline ON public.trade_purchaseround USING btree (deadline) WHERE ((state)::text = ANY ((ARRAY['open'::character varying, 'reached'::character varying])::text[]));
CREATE INDEX round_of_community ON public.trade_purchaseround USING btree (community_id, state, deadline);
CREATE INDEX saved_match_age ON public.search_savedmatch USING btree (found_at);
CREATE INDEX saved_search_due ON public.search_savedsearch USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX search_asked_ref_f8ac8dd3_like ON public.search_asked USING btree (ref varchar_pattern_ops);
CREATE INDEX search_clicked_asked_id_727b6250 ON public.search_clicked USING btree (asked_id);
CREATE INDEX search_savedmatch_saved_id_fb1895d6 ON public.search_savedmatch USING btree (saved_id);
CREATE INDEX search_savedsearch_company_id_3151a957 ON public.search_savedsearch USING btree (company_id);
CREATE INDEX search_savedsearch_ref_f16b90e3_like ON public.search_savedsearch USING btree (ref varchar_pattern_ops);
CREATE INDEX search_savedsearch_user_id_78794d3d ON public.search_savedsearch USING btree (user_id);
CREATE INDEX search_synonymgroup_changed_by_id_ac87e252 ON public.search_synonymgroup USING btree (changed_by_id);
CREATE INDEX seen_newest ON public.catalog_seen USING btree (user_id, seen_at DESC);
CREATE UNIQUE INDEX short_address_one_current ON public.companies_shortaddress USING btree (company_id) WHERE is_current;
CREATE UNIQUE INDEX shortlist_name_once ON public.catalog_shortlist USING btree (company_id, lower((name)::text)) WHERE (deleted_at IS NULL);
CREATE INDEX shortlist_newest ON public.catalog_shortlist USING btree (company_id, updated_at DESC, id DESC);
CREATE INDEX shortlist_order ON public.catalog_shortlistitem USING btree (shortlist_id, "position");
CREATE UNIQUE INDEX shortlist_product_once ON public.catalog_shortlistitem USING btree (shortlist_id, product_id) WHERE (removed_at IS NULL);
CREATE INDEX split_of_company ON public.trade_split USING btree (company_id, state);
CREATE INDEX stay_joined ON public.community_stay USING btree (community_id, joined_at);
CREATE INDEX stay_left ON public.community_stay USING btree (community_id, left_at);
CREATE INDEX stay_of_company ON public.community_stay USING btree (company_id, joined_at);
CREATE UNIQUE INDEX stay_one_open ON public.community_stay USING btree (community_id, company_id) WHERE (left_at IS NULL);
CREATE INDEX stripe_event_state ON public.payments_stripeevent USING btree (state, received_at);
CREATE UNIQUE INDEX suspension_one_running ON public.companies_suspension USING btree (company_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX synonyms_shipped_once ON public.search_synonymgroup USING btree (shipped_as) WHERE (NOT ((shipped_as)::text = ''::text));
CREATE INDEX table_meeting_asked ON public.community_tablemeeting USING btree (asked_id, state);
CREATE INDEX table_meeting_asker ON public.community_tablemeeting USING btree (asker_id, state);
CREATE UNIQUE INDEX table_meeting_once_for_a_pair ON public.community_tablemeeting USING btree (gathering_id, LEAST(asker_id, asked_id), GREATEST(asker_id, asked_id)) WHERE ((state)::text = ANY ((ARRAY['asked'::character varying, 'agreed'::character varying])::text[]));
CREATE INDEX taggit_tag_name_58eb2ed9_like ON public.taggit_tag USING btree (name varchar_pattern_ops);
CREATE INDEX taggit_tag_slug_6be58b2c_like ON public.taggit_tag USING btree (slug varchar_pattern_ops);
CREATE INDEX taggit_tagg_content_8fc721_idx ON public.taggit_taggeditem USING btree (content_type_id, object_id);
CREATE INDEX taggit_taggeditem_content_type_id_9957a03c ON public.taggit_taggeditem USING btree (content_type_id);
CREATE INDEX taggit_taggeditem_object_id_e2d7d1df ON public.taggit_taggeditem USING btree (object_id);
CREATE INDEX taggit_taggeditem_tag_id_f4f5b767 ON public.taggit_taggeditem USING btree (tag_id);
CREATE INDEX talk_choice_level ON public.community_talkchoice USING btree (community_id, level);
CREATE INDEX talk_suspension_running ON public.consultations_talksuspension USING btree (company_id, ends_at);
CREATE INDEX thread_category ON public.community_thread USING btree (category_id, last_post_at DESC, id DESC);
CREATE INDEX thread_newest ON public.community_thread USING btree (community_id, is_pinned DESC, last_post_at DESC, id DESC);
CREATE INDEX thread_place_follows ON public.community_threadplace USING btree (user_id, follows);
CREATE INDEX thread_started ON public.community_thread USING btree (community_id, created_at DESC, id DESC);
CREATE INDEX thread_thanked ON public.community_thread USING btree (community_id, thank_count DESC, id DESC);
CREATE INDEX thread_unanswered ON public.community_thread USING btree (community_id, last_post_at DESC, id DESC) WHERE (post_count = 1);
CREATE INDEX thread_words ON public.community_thread USING gin (to_tsvector('simple'::regconfig, (COALESCE(title, ''::character varying))::text));
CREATE INDEX trade_award_user_id_f70ee418 ON public.trade_award USING btree (user_id);
CREATE INDEX trade_awardline_award_id_a1958372 ON public.trade_awardline USING btree (award_id);
CREATE INDEX trade_awardline_line_id_263722b0 ON public.trade_awardline USING btree (line_id);
CREATE INDEX trade_awardline_quotation_id_c3d7c574 ON public.trade_awardline USING btree (quotation_id);
CREATE INDEX trade_awardline_rfq_line_id_e51ea450 ON public.trade_awardline USING btree (rfq_line_id);
CREATE INDEX trade_buyerestimate_quotation_id_f975fdc5 ON public.trade_buyerestimate USING btree (quotation_id);
CREATE INDEX trade_buyerestimate_user_id_c0a517d3 ON public.trade_buyerestimate USING btree (user_id);
CREATE INDEX trade_calendarfeed_company_id_b4a97ac9 ON public.trade_calendarfeed USING btree (company_id);
CREATE INDEX trade_calendarfeed_digest_9b89480d_like ON public.trade_calendarfeed USING btree (digest varchar_pattern_ops);
CREATE INDEX trade_calendarfeed_user_id_ca694f7d ON public.trade_calendarfeed USING btree (user_id);
CREATE INDEX trade_capacitypool_community_id_908d594d ON public.trade_capacitypool USING btree (community_id);
CREATE INDEX trade_capacitypool_lead_id_b4f5e51a ON public.trade_capacitypool USING btree (lead_id);
CREATE INDEX trade_capacitypool_ref_dc16683a_like ON public.trade_capacitypool USING btree (ref varchar_pattern_ops);
CREATE INDEX trade_capacitypool_rfq_id_3144c185 ON public.trade_capacitypool USING btree (rfq_id);
CREATE INDEX trade_capacitypool_user_id_4d45a94a ON public.trade_capacitypool USING btree (user_id);
CREATE INDEX trade_comparisonweights_user_id_d9a945ac ON public.trade_comparisonweights USING btree (user_id);
CREATE INDEX trade_delivery_order_id_3250099f ON public.trade_delivery USING btree (order_id);
CREATE INDEX trade_delivery_received_by_id_c04c6776 ON public.trade_delivery USING btree (received_by_id);
CREATE INDEX trade_delivery_user_id_ce511633 ON public.trade_delivery USING btree (user_id);
CREATE INDEX trade_deliveryline_delivery_id_da2189cd ON public.trade_deliveryline USING btree (delivery_id);
CREATE INDEX trade_deliveryline_line_id_befb8618 ON public.trade_deliveryline USING btree (line_id);
CREATE INDEX trade_instalment_order_id_b531fbe2 ON public.trade_instalment USING btree (order_id);
CREATE INDEX trade_invoice_credits_id_74acfe7c ON public.trade_invoice USING btree (credits_id);
CREATE INDEX trade_invoice_issuer_id_c31bfa6d ON public.trade_invoice USING btree (issuer_id);
CREATE INDEX trade_invoice_order_id_3a9ae251 ON public.trade_invoice USING btree (order_id);
CREATE INDEX trade_invoice_recipient_id_dd95b268 ON public.trade_invoice USING btree (recipient_id);
CREATE INDEX trade_invoice_ref_d1a97a54_like ON public.trade_invoice USING btree (ref varchar_pattern_ops);
CREATE INDEX trade_invoice_user_id_ce7a8f89 ON public.trade_invoice USING btree (user_id);
CREATE INDEX trade_invoiceline_credited_id_6d1f0802 ON public.trade_invoiceline USING btree (credited_id);
CREATE INDEX trade_invoiceline_invoice_id_5f5da877 ON public.trade_invoiceline USING btree (invoice_id);
CREATE INDEX trade_invoiceline_order_line_id_7ed8439a ON public.trade_invoiceline USING btree (order_line_id);
CREATE INDEX trade_invoicetax_invoice_id_c8d173d4 ON public.trade_invoicetax USING btree (invoice_id);
CREATE INDEX trade_ledgerentry_posting_id_da3b8826 ON public.trade_ledgerentry USING btree (posting_id);
CREATE INDEX trade_letterofcredit_instalment_id_02c9ded7 ON public.trade_letterofcredit USING btree (instalment_id);
CREATE INDEX trade_letterofcredit_ref_9f805cc7_like ON public.trade_letterofcredit USING btree (ref varchar_pattern_ops);
CREATE INDEX trade_letterofcredit_user_id_2d7855a8 ON public.trade_letterofcredit USING btree (user_id);
CREATE INDEX trade_numberseries_company_id_5204ee86 ON public.trade_numberseries USING btree (company_id);
CREATE INDEX trade_order_buyer_id_201fad86 ON public.trade_order USING btree (buyer_id);
CREATE INDEX trade_order_cancelled_by_id_5733d6ea ON public.trade_order USING btree (cancelled_by_id);
CREATE INDEX trade_order_purchase_id_1a807b71 ON public.trade_order USING btree (purchase_id);
CREATE INDEX trade_order_ref_35ee5ed2_like ON public.trade_order USING btree (ref varchar_pattern_ops);
CREATE INDEX trade_order_supplier_id_ffc17dd6 ON public.trade_order USING btree (supplier_id);
CREATE INDEX trade_order_user_id_73d6b9d9 ON public.trade_order USING btree (user_id);
CREATE INDEX trade_orderchange_company_id_09a21173 ON public.trade_orderchange USING btree (company_id);
CREATE INDEX trade_orderchange_decided_by_id_01f5c38e ON public.trade_orderchange USING btree (decided_by_id);
CREATE INDEX trade_orderchange_order_id_f6f7f632 ON public.trade_orderchange USING btree (order_id);
CREATE INDEX trade_orderchange_user_id_da79dc2e ON public.trade_orderchange USING btree (user_id);
CREATE INDEX trade_orderline_order_id_159bf0e4 ON public.trade_orderline USING btree (order_id);
CREATE INDEX trade_orderline_product_id_91d6cac8 ON public.trade_orderline USING btree (product_id);
CREATE INDEX trade_ordernote_company_id_3ef0f207 ON public.trade_ordernote USING btree (company_id);
CREATE INDEX trade_ordernote_order_id_4d10db41 ON public.trade_ordernote USING btree (order_id);
CREATE INDEX trade_ordernote_user_id_fbf7d593 ON public.trade_ordernote USING btree (user_id);
CREATE INDEX trade_ordernumbers_company_id_bc4a74b3 ON public.trade_ordernumbers USING btree (company_id);
CREATE INDEX trade_outsidepayment_account_id_902ea196 ON public.trade_outsidepayment USING btree (account_id);
CREATE INDEX trade_outsidepayment_decided_by_id_e804129a ON public.trade_outsidepayment USING btree (decided_by_id);
CREATE INDEX trade_outsidepayment_instalment_id_73d82fac ON public.trade_outsidepayment USING btree (instalment_id);
CREATE INDEX trade_outsidepayment_ref_0a229de2_like ON public.trade_outsidepayment USING btree (ref varchar_pattern_ops);
CREATE INDEX trade_outsidepayment_user_id_9e082c61 ON public.trade_outsidepayment USING btree (user_id);
CREATE INDEX trade_payeeaccount_approved_by_id_4e748fb9 ON public.trade_payeeaccount USING btree (approved_by_id);
CREATE INDEX trade_payeeaccount_company_id_495ec018 ON public.trade_payeeaccount USING btree (company_id);
CREATE INDEX trade_payeeaccount_ref_99ee7f2d_like ON public.trade_payeeaccount USING btree (ref varchar_pattern_ops);
CREATE INDEX trade_payeeaccount_user_id_7d1ab1fc ON public.trade_payeeaccount USING btree (user_id);
CREATE INDEX trade_pledge_company_id_2e838a01 ON public.trade_pledge USING btree (company_id);
CREATE INDEX trade_pledge_round_id_82e0d213 ON public.trade_pledge USING btree (round_id);
CREATE INDEX trade_pledge_user_id_d762255f ON public.trade_pledge USING btree (user_id);
CREATE INDEX trade_pledgechange_pledge_id_7d999eec ON public.trade_pledgechange USING btree (pledge_id);
CREATE INDEX trade_pledgechange_user_id_f36ad330 ON public.trade_pledgechange USING btree (user_id);
CREATE INDEX trade_poolline_pool_id_8d6c9a61 ON public.trade_poolline USING btree (pool_id);
CREATE INDEX trade_poolline_rfq_line_id_f8d7274a ON public.trade_poolline USING btree (rfq_line_id);
CREATE INDEX trade_poolmember_company_id_94d409b7 ON public.trade_poolmember USING btree (company_id);
CREATE INDEX trade_poolmember_pool_id_07c49ad8 ON public.trade_poolmember USING btree (pool_id);
CREATE INDEX trade_poolmember_user_id_d039171a ON public.trade_poolmember USING btree (user_id);
CREATE INDEX trade_poolpart_line_id_26d55eb3 ON public.trade_poolpart USING btree (line_id);
CREATE INDEX trade_poolpart_member_id_6c9c8784 ON public.trade_poolpart USING btree (member_id);
CREATE INDEX trade_posting_company_id_055bb40b ON public.trade_posting USING btree (company_id);
CREATE INDEX trade_posting_key_466add58_like ON public.trade_posting USING btree (key varchar_pattern_ops);
CREATE INDEX trade_posting_order_id_12e058e8 ON public.trade_posting USING btree (order_id);
CREATE INDEX trade_pricefloor_company_id_58f70786 ON public.trade_pricefloor USING btree (company_id);
CREATE INDEX trade_proofpaper_instalment_id_cb15b8c9 ON public.trade_proofpaper USING btree (instalment_id);
CREATE INDEX trade_proofpaper_payment_id_25f52ca6 ON public.trade_proofpaper USING btree (payment_id);
CREATE INDEX trade_proofpaper_ref_2df878ed_like ON public.trade_proofpaper USING btree (ref varchar_pattern_ops);
CREATE INDEX trade_proofpaper_user_id_57a2f700 ON public.trade_proofpaper USING btree (user_id);
CREATE INDEX trade_purchaseround_category_id_4bb0ec30 ON public.trade_purchaseround USING btree (category_id);
CREATE INDEX trade_purchaseround_community_id_e9db967d ON public.trade_purchaseround USING btree (community_id);
CREATE INDEX trade_purchaseround_company_id_81b3a5eb ON public.trade_purchaseround USING btree (company_id);
CREATE INDEX trade_purchaseround_product_id_6522523e ON public.trade_purchaseround USING btree (product_id);
CREATE INDEX trade_purchaseround_ref_ae1034cf_like ON public.trade_purchaseround USING btree (ref varchar_pattern_ops);
CREATE INDEX trade_purchaseround_supplier_id_14c0bbed ON public.trade_purchaseround USING btree (supplier_id);
CREATE INDEX trade_purchaseround_user_id_7399bcbb ON public.trade_purchaseround USING btree (user_id);
CREATE INDEX trade_purchaseround_variant_id_ba5f8df9 ON public.trade_purchaseround USING btree (variant_id);
CREATE INDEX trade_quotation_buyer_id_9aa19457 ON public.trade_quotation USING btree (buyer_id);
CREATE INDEX trade_quotation_current_id_b7eac8fd ON public.trade_quotation USING btree (current_id);
CREATE INDEX trade_quotation_inquiry_id_28f2364b ON public.trade_quotation USING btree (inquiry_id);
CREATE INDEX trade_quotation_ref_5f5b51ca_like ON public.trade_quotation USING btree (ref varchar_pattern_ops);
CREATE INDEX trade_quotation_rfq_id_fbf7ade1 ON public.trade_quotation USING btree (rfq_id);
CREATE INDEX trade_quotation_supplier_id_ac271bad ON public.trade_quotation USING btree (supplier_id);
CREATE INDEX trade_quotation_user_id_5d7a0f2e ON public.trade_quotation USING btree (user_id);
CREATE INDEX trade_quotationdocument_ref_6e2e6031_like ON public.trade_quotationdocument USING btree (ref varchar_pattern_ops);
CREATE INDEX trade_quotationdocument_version_id_9552cbef ON public.trade_quotationdocument USING btree (version_id);
CREATE INDEX trade_quotationline_product_id_54865b2d ON public.trade_quotationline USING btree (product_id);
CREATE INDEX trade_quotationline_rfq_line_id_19f4a72d ON public.trade_quotationline USING btree (rfq_line_id);
CREATE INDEX trade_quotationline_version_id_b8f4f047 ON public.trade_quotationline USING btree (version_id);
CREATE INDEX trade_quotationtier_line_id_7bdf2244 ON public.trade_quotationtier USING btree (line_id);
CREATE INDEX trade_quotationversion_approval_by_id_0b13582d ON public.trade_quotationversion USING btree (approval_by_id);
CREATE INDEX trade_quotationversion_quotation_id_98f2bfa3 ON public.trade_quotationversion USING btree (quotation_id);
CREATE INDEX trade_quotationversion_user_id_cb343a7a ON public.trade_quotationversion USING btree (user_id);
CREATE INDEX trade_rounddocument_ref_340197a2_like ON public.trade_rounddocument USING btree (ref varchar_pattern_ops);
CREATE INDEX trade_rounddocument_round_id_2dec6aae ON public.trade_rounddocument USING btree (round_id);
CREATE INDEX trade_roundtier_round_id_413f56ff ON public.trade_roundtier USING btree (round_id);
CREATE INDEX trade_split_company_id_8a55735c ON public.trade_split USING btree (company_id);
CREATE INDEX trade_split_quotation_id_3218b790 ON public.trade_split USING btree (quotation_id);
CREATE INDEX trade_split_received_by_id_cfe3683c ON public.trade_split USING btree (received_by_id);
CREATE INDEX trade_split_round_id_7c6a3643 ON public.trade_split USING btree (round_id);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_in_progress_workflow ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id) WHERE ((status)::text = ANY ((ARRAY['in_progress'::character varying, 'needs_changes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE UNIQUE INDEX user_email_once ON public.companies_user USING btree (lower((email)::text)) WHERE (NOT ((email)::text = ''::text));
CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);
CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);
CREATE UNIQUE INDEX variant_sku_once ON public.catalog_variant USING btree (company_id, sku) WHERE (NOT is_gone);
CREATE INDEX vouching_of_community ON public.community_vouching USING btree (community_id, id DESC);
CREATE UNIQUE INDEX vouching_one_offered ON public.community_vouching USING btree (voucher_id, company_id) WHERE ((state)::text = 'offered'::text);
CREATE INDEX wagtailadmi_content_717955_idx ON public.wagtailadmin_editingsession USING btree (content_type_id, object_id);
CREATE INDEX wagtailadmin_editingsession_content_type_id_4df7730e ON public.wagtailadmin_editingsession USING btree (content_type_id);
CREATE INDEX wagtailadmin_editingsession_user_id_6e1a9b70 ON public.wagtailadmin_editingsession USING btree (user_id);
CREATE INDEX wagtailadmin_formstate_content_type_id_e32438b3 ON public.wagtailadmin_formstate USING btree (content_type_id);
CREATE INDEX wagtailadmin_formstate_user_id_b910adc2 ON public.wagtailadmin_formstate USING btree (user_id);
CREATE INDEX wagtailcore_apitoken_key_hash_65979b78_like ON public.wagtailcore_apitoken USING btree (key_hash varchar_pattern_ops);
CREATE INDEX wagtailcore_apitoken_user_id_49b1141b ON public.wagtailcore_apitoken USING btree (user_id);
CREATE INDEX wagtailcore_collection_path_d848dc19_like ON public.wagtailcore_collection USING btree (path varchar_pattern_ops);
CREATE INDEX wagtailcore_collectionview_collectionviewrestriction__47320efd ON public.wagtailcore_collectionviewrestriction_groups USING btree (collectionviewrestriction_id);
CREATE INDEX wagtailcore_collectionviewrestriction_collection_id_761908ec ON public.wagtailcore_collectionviewrestriction USING btree (collection_id);
CREATE INDEX wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3 ON public.wagtailcore_collectionviewrestriction_groups USING btree (group_id);
CREATE INDEX wagtailcore_comment_page_id_108444b5 ON public.wagtailcore_comment USING btree (page_id);
CREATE INDEX wagtailcore_comment_resolved_by_id_a282aa0e ON public.wagtailcore_comment USING btree (resolved_by_id);
CREATE INDEX wagtailcore_comment_revision_created_id_1d058279 ON public.wagtailcore_comment USING btree (revision_created_id);
CREATE INDEX wagtailcore_comment_user_id_0c577ca6 ON public.wagtailcore_comment USING btree (user_id);
CREATE INDEX wagtailcore_commentreply_comment_id_afc7e027 ON public.wagtailcore_commentreply USING btree (comment_id);
CREATE INDEX wagtailcore_commentreply_user_id_d0b3b9c3 ON public.wagtailcore_commentreply USING btree (user_id);
CREATE INDEX wagtailcore_groupapprovalt_groupapprovaltask_id_9a9255ea ON public.wagtailcore_groupapprovaltask_groups USING btree (groupapprovaltask_id);
CREATE INDEX wagtailcore_groupapprovaltask_groups_group_id_2e64b61f ON public.wagtailcore_groupapprovaltask_groups USING btree (group_id);
CREATE INDEX wagtailcore_groupcollectionpermission_collection_id_5423575a ON public.wagtailcore_groupcollectionpermission USING btree (collection_id);
CREATE INDEX wagtailcore_groupcollectionpermission_group_id_05d61460 ON public.wagtailcore_groupcollectionpermission USING btree (group_id);
CREATE INDEX wagtailcore_groupcollectionpermission_permission_id_1b626275 ON public.wagtailcore_groupcollectionpermission USING btree (permission_id);
CREATE INDEX wagtailcore_grouppagepermission_group_id_fc07e671 ON public.wagtailcore_grouppagepermission USING btree (group_id);
CREATE INDEX wagtailcore_grouppagepermission_page_id_710b114a ON public.wagtailcore_grouppagepermission USING btree (page_id);
CREATE INDEX wagtailcore_grouppagepermission_permission_id_05acb22e ON public.wagtailcore_grouppagepermission USING btree (permission_id);
CREATE INDEX wagtailcore_groupsitepermission_group_id_e5cdbee4 ON public.wagtailcore_groupsitepermission USING btree (group_id);
CREATE INDEX wagtailcore_groupsitepermission_permission_id_459b1f38 ON public.wagtailcore_groupsitepermission USING btree (permission_id);
CREATE INDEX wagtailcore_groupsitepermission_site_id_245de488 ON public.wagtailcore_groupsitepermission USING btree (site_id);
CREATE INDEX wagtailcore_locale_language_code_03149338_like ON public.wagtailcore_locale USING btree (language_code varchar_pattern_ops);
CREATE INDEX wagtailcore_modellogentry_action_d2d856ee ON public.wagtailcore_modellogentry USING btree (action);
CREATE INDEX wagtailcore_modellogentry_action_d2d856ee_like ON public.wagtailcore_modellogentry USING btree (action varchar_pattern_ops);
CREATE INDEX wagtailcore_modellogentry_content_changed_8bc39742 ON public.wagtailcore_modellogentry USING btree (content_changed);
CREATE INDEX wagtailcore_modellogentry_content_type_id_68849e77 ON public.wagtailcore_modellogentry USING btree (content_type_id);
CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef ON public.wagtailcore_modellogentry USING btree (object_id);
CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef_like ON public.wagtailcore_modellogentry USING btree (object_id varchar_pattern_ops);
CREATE INDEX wagtailcore_modellogentry_revision_id_df6ca33a ON public.wagtailcore_modellogentry USING btree (revision_id);
CREATE INDEX wagtailcore_modellogentry_timestamp_9694521b ON public.wagtailcore_modellogentry USING btree ("timestamp");
CREATE INDEX wagtailcore_modellogentry_user_id_0278d1bf ON public.wagtailcore_modellogentry USING btree (user_id);
CREATE INDEX wagtailcore_page_alias_of_id_12945502 ON public.wagtailcore_page USING btree (alias_of_id);
CREATE INDEX wagtailcore_page_content_type_id_c28424df ON public.wagtailcore_page USING btree (content_type_id);
CREATE INDEX wagtailcore_page_first_published_at_2b5dd637 ON public.wagtailcore_page USING btree (first_published_at);
CREATE INDEX wagtailcore_page_latest_revision_id_e60fef51 ON public.wagtailcore_page USING btree (latest_revision_id);
CREATE INDEX wagtailcore_page_live_revision_id_930bd822 ON public.wagtailcore_page USING btree (live_revision_id);
CREATE INDEX wagtailcore_page_locale_id_3c7e30a6 ON public.wagtailcore_page USING btree (locale_id);
CREATE INDEX wagtailcore_page_locked_by_id_bcb86245 ON public.wagtailcore_page USING btree (locked_by_id);
CREATE INDEX wagtailcore_page_owner_id_fbf7c332 ON public.wagtailcore_page USING btree (owner_id);
CREATE INDEX wagtailcore_page_path_98eba2c8_like ON public.wagtailcore_page USING btree (path varchar_pattern_ops);
CREATE INDEX wagtailcore_page_slug_e7c11b8f ON public.wagtailcore_page USING btree (slug);
CREATE INDEX wagtailcore_page_slug_e7c11b8f_like ON public.wagtailcore_page USING btree (slug varchar_pattern_ops);
CREATE INDEX wagtailcore_pagelogentry_action_c2408198 ON public.wagtailcore_pagelogentry USING btree (action);
CREATE INDEX wagtailcore_pagelogentry_action_c2408198_like ON public.wagtailcore_pagelogentry USING btree (action varchar_pattern_ops);
CREATE INDEX wagtailcore_pagelogentry_content_changed_99f27ade ON public.wagtailcore_pagelogentry USING btree (content_changed);
CREATE INDEX wagtailcore_pagelogentry_content_type_id_74e7708a ON public.wagtailcore_pagelogentry USING btree (content_type_id);
CREATE INDEX wagtailcore_pagelogentry_page_id_8464e327 ON public.wagtailcore_pagelogentry USING btree (page_id);
CREATE INDEX wagtailcore_pagelogentry_revision_id_8043d103 ON public.wagtailcore_pagelogentry USING btree (revision_id);
CREATE INDEX wagtailcore_pagelogentry_timestamp_deb774c4 ON public.wagtailcore_pagelogentry USING btree ("timestamp");
CREATE INDEX wagtailcore_pagelogentry_user_id_604ccfd8 ON public.wagtailcore_pagelogentry USING btree (user_id);
CREATE INDEX wagtailcore_pagerevision_approved_go_live_at_e56afc67 ON public.wagtailcore_revision USING btree (approved_go_live_at);
CREATE INDEX wagtailcore_pagerevision_created_at_66954e3b ON public.wagtailcore_revision USING btree (created_at);
CREATE INDEX wagtailcore_pagerevision_user_id_2409d2f4 ON public.wagtailcore_revision USING btree (user_id);
CREATE INDEX wagtailcore_pagesubscription_page_id_a085e7a6 ON public.wagtailcore_pagesubscription USING btree (page_id);
CREATE INDEX wagtailcore_pagesubscription_user_id_89d7def9 ON public.wagtailcore_pagesubscription USING btree (user_id);
CREATE INDEX wagtailcore_pageviewrestri_pageviewrestriction_id_f147a99a ON public.wagtailcore_pageviewrestriction_groups USING btree (pageviewrestriction_id);
CREATE INDEX wagtailcore_pageviewrestriction_groups_group_id_6460f223 ON public.wagtailcore_pageviewrestriction_groups USING btree (group_id);
CREATE INDEX wagtailcore_pageviewrestriction_page_id_15a8bea6 ON public.wagtailcore_pageviewrestriction USING btree (page_id);
CREATE INDEX wagtailcore_referenceindex_base_content_type_id_313cf40f ON public.wagtailcore_referenceindex USING btree (base_content_type_id);
CREATE INDEX wagtailcore_referenceindex_content_type_id_766e0336 ON public.wagtailcore_referenceindex USING btree (content_type_id);
CREATE INDEX wagtailcore_referenceindex_to_content_type_id_93690bbd ON public.wagtailcore_referenceindex USING btree (to_content_type_id);
CREATE INDEX wagtailcore_revision_base_content_type_id_5b4ef7bd ON public.wagtailcore_revision USING btree (base_content_type_id);
CREATE INDEX wagtailcore_revision_content_type_id_c8cb69c0 ON public.wagtailcore_revision USING btree (content_type_id);
CREATE INDEX wagtailcore_site_hostname_96b20b46 ON public.wagtailcore_site USING btree (hostname);
CREATE INDEX wagtailcore_site_hostname_96b20b46_like ON public.wagtailcore_site USING btree (hostname varchar_pattern_ops);
CREATE INDEX wagtailcore_site_root_page_id_e02fb95c ON public.wagtailcore_site USING btree (root_page_id);
CREATE INDEX wagtailcore_task_content_type_id_249ab8ba ON public.wagtailcore_task USING btree (content_type_id);
CREATE INDEX wagtailcore_taskstate_content_type_id_0a758fdc ON public.wagtailcore_taskstate USING btree (content_type_id);
CREATE INDEX wagtailcore_taskstate_finished_by_id_13f98229 ON public.wagtailcore_taskstate USING btree (finished_by_id);
CREATE INDEX wagtailcore_taskstate_page_revision_id_9f52c88e ON public.wagtailcore_taskstate USING btree (revision_id);
CREATE INDEX wagtailcore_taskstate_task_id_c3677c34 ON public.wagtailcore_taskstate USING btree (task_id);
CREATE INDEX wagtailcore_taskstate_workflow_state_id_9239a775 ON public.wagtailcore_taskstate USING btree (workflow_state_id);
CREATE INDEX wagtailcore_uploadedfile_for_content_type_id_b0fc87b2 ON public.wagtailcore_uploadedfile USING btree (for_content_type_id);
CREATE INDEX wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8 ON public.wagtailcore_uploadedfile USING btree (uploaded_by_user_id);
CREATE INDEX wagtailcore_uuid_06a44d_idx ON public.wagtailcore_pagelogentry USING btree (uuid, action, "timestamp" DESC);
CREATE INDEX wagtailcore_uuid_d6363b_idx ON public.wagtailcore_modellogentry USING btree (uuid, action, "timestamp" DESC);
CREATE INDEX wagtailcore_workflowcontenttype_workflow_id_9aad7cd2 ON public.wagtailcore_workflowcontenttype USING btree (workflow_id);
CREATE INDEX wagtailcore_workflowpage_workflow_id_56f56ff6 ON public.wagtailcore_workflowpage USING btree (workflow_id);
CREATE INDEX wagtailcore_workflowstate_base_content_type_id_a30dc576 ON public.wagtailcore_workflowstate USING btree (base_content_type_id);
CREATE INDEX wagtailcore_workflowstate_content_type_id_2bb78ce1 ON public.wagtailcore_workflowstate USING btree (content_type_id);
CREATE INDEX wagtailcore_workflowstate_requested_by_id_4090bca3 ON public.wagtailcore_workflowstate USING btree (requested_by_id);
CREATE INDEX wagtailcore_workflowstate_workflow_id_1f18378f ON public.wagtailcore_workflowstate USING btree (workflow_id);
CREATE INDEX wagtailcore_workflowtask_task_id_ce7716fe ON public.wagtailcore_workflowtask USING btree (task_id);
CREATE INDEX wagtailcore_workflowtask_workflow_id_b9717175 ON public.wagtailcore_workflowtask USING btree (workflow_id);
CREATE INDEX wagtaildocs_document_collection_id_23881625 ON public.wagtaildocs_document USING btree (collection_id);
CREATE INDEX wagtaildocs_document_uploaded_by_user_id_17258b41 ON public.wagtaildocs_document USING btree (uploaded_by_user_id);
CREATE INDEX wagtailembeds_embed_cache_until_26c94bb0 ON public.wagtailembeds_embed USING btree (cache_until);
CREATE INDEX wagtailembeds_embed_hash_c9bd8c9a_like ON public.wagtailembeds_embed USING btree (hash varchar_pattern_ops);
CREATE INDEX wagtailforms_formsubmission_page_id_e48e93e7 ON public.wagtailforms_formsubmission USING btree (page_id);
CREATE INDEX wagtailimages_image_collection_id_c2f8af7e ON public.wagtailimages_image USING btree (collection_id);
CREATE INDEX wagtailimages_image_created_at_86fa6cd4 ON public.wagtailimages_image USING btree (created_at);
CREATE INDEX wagtailimages_image_file_hash_fb5bbb23 ON public.wagtailimages_image USING btree (file_hash);
CREATE INDEX wagtailimages_image_file_hash_fb5bbb23_like ON public.wagtailimages_image USING btree (file_hash varchar_pattern_ops);
CREATE INDEX wagtailimages_image_uploaded_by_user_id_5d73dc75 ON public.wagtailimages_image USING btree (uploaded_by_user_id);
CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201 ON public.wagtailimages_rendition USING btree (filter_spec);
CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201_like ON public.wagtailimages_rendition USING btree (filter_spec varchar_pattern_ops);
CREATE INDEX wagtailimages_rendition_image_id_3e1fd774 ON public.wagtailimages_rendition USING btree (image_id);
CREATE INDEX wagtailredirects_redirect_old_path_bb35247b ON public.wagtailredirects_redirect USING btree (old_path);
CREATE INDEX wagtailredirects_redirect_old_path_bb35247b_like ON public.wagtailredirects_redirect USING btree (old_path varchar_pattern_ops);
CREATE INDEX wagtailredirects_redirect_redirect_page_id_b5728a8f ON public.wagtailredirects_redirect USING btree (redirect_page_id);
CREATE INDEX wagtailredirects_redirect_site_id_780a0e1e ON public.wagtailredirects_redirect USING btree (site_id);
CREATE INDEX wagtailsear_autocom_476c89_gin ON public.wagtailsearch_indexentry USING gin (autocomplete);
CREATE INDEX wagtailsear_body_90c85d_gin ON public.wagtailsearch_indexentry USING gin (body);
CREATE INDEX wagtailsear_title_9caae0_gin ON public.wagtailsearch_indexentry USING gin (title);
CREATE INDEX wagtailsearch_indexentry_content_type_id_62ed694f ON public.wagtailsearch_indexentry USING btree (content_type_id);
CREATE INDEX webhook_delivery_age ON public.companies_webhookdelivery USING btree (created_at);
CREATE INDEX webhook_delivery_due ON public.companies_webhookdelivery USING btree (endpoint_id, due_at) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX webhook_delivery_newest ON public.companies_webhookdelivery USING btree (endpoint_id, id DESC);
CREATE UNIQUE INDEX webhook_delivery_once ON public.companies_webhookdelivery USING btree (endpoint_id, event_id) WHERE (event_id IS NOT NULL);
CREATE INDEX workflowstate_base_ct_id_idx ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id);
CREATE INDEX workflowstate_ct_id_idx ON public.wagtailcore_workflowstate USING btree (content_type_id, object_id);
CREATE TRIGGER cms_legaltext_stays BEFORE INSERT OR UPDATE ON public.cms_legaltext FOR EACH ROW EXECUTE FUNCTION public.cms_legaltext_stays();
CREATE TRIGGER cms_legalversion_stays BEFORE UPDATE OF document, number, valid_from, needs_consent, published_at ON public.cms_legalversion FOR EACH ROW WHEN ((old.number IS NOT NULL)) EXECUTE FUNCTION public.cms_legal_stays();
CREATE CONSTRAINT TRIGGER community_steward_stays AFTER DELETE OR UPDATE ON public.community_communitymember DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((((old.role)::text = 'steward'::text) AND ((old.state)::text = 'active'::text))) EXECUTE FUNCTION public.community_steward_stays();
CREATE CONSTRAINT TRIGGER consultations_chain_delete AFTER DELETE ON public.consultations_chainentry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.consultations_chain_gone();
CREATE TRIGGER consultations_chain_update BEFORE UPDATE ON public.consultations_chainentry FOR EACH ROW EXECUTE FUNCTION public.consultations_chain_kept();
CREATE TRIGGER consultations_looks_kept BEFORE DELETE OR UPDATE ON public.consultations_desklook FOR EACH ROW EXECUTE FUNCTION public.consultations_looks_kept();
CREATE CONSTRAINT TRIGGER trade_change_adds_up AFTER INSERT OR DELETE ON public.trade_pledgechange DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_change_adds_up();
CREATE TRIGGER trade_change_in_time BEFORE INSERT ON public.trade_pledgechange FOR EACH ROW EXECUTE FUNCTION public.trade_change_in_time();
CREATE TRIGGER trade_change_kept BEFORE UPDATE ON public.trade_pledgechange FOR EACH ROW EXECUTE FUNCTION public.trade_change_kept();
CREATE TRIGGER trade_document_sealed BEFORE INSERT OR UPDATE OF version_id, title, file, size, digest ON public.trade_quotationdocument FOR EACH ROW EXECUTE FUNCTION public.trade_line_sealed();
CREATE CONSTRAINT TRIGGER trade_entry_balances AFTER DELETE ON public.trade_ledgerentry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_entry_balances();
CREATE TRIGGER trade_entry_kept BEFORE UPDATE ON public.trade_ledgerentry FOR EACH ROW EXECUTE FUNCTION public.trade_entry_kept();
CREATE TRIGGER trade_entry_new BEFORE INSERT ON public.trade_ledgerentry FOR EACH ROW EXECUTE FUNCTION public.trade_entry_new();
CREATE CONSTRAINT TRIGGER trade_instalment_adds_up AFTER INSERT OR DELETE OR UPDATE OF amount, state, order_id ON public.trade_instalment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_instalment_adds_up();
CREATE TRIGGER trade_invoice_sealed BEFORE UPDATE OF ref, kind, state, order_id, credits_id, year, number, title, issuer_party, recipient_party, ship_to, account, order_number, buyer_po, currency, incoterm, incoterm_place, payment, deposit_percent, payment_days, issued_on, issued_at, supplied_on, due_on, tax_reason, reason, note, allowance_reason, net, allowance, tax, prepaid, stamp, created_at ON public.trade_invoice FOR EACH ROW WHEN (((old.state)::text = 'issued'::text)) EXECUTE FUNCTION public.trade_invoice_sealed();
CREATE CONSTRAINT TRIGGER trade_invoice_stays AFTER DELETE ON public.trade_invoice DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.state)::text = 'issued'::text)) EXECUTE FUNCTION public.trade_invoice_stays();
CREATE TRIGGER trade_invoiceline_sealed BEFORE INSERT OR UPDATE ON public.trade_invoiceline FOR EACH ROW EXECUTE FUNCTION public.trade_invoice_part_sealed();
CREATE CONSTRAINT TRIGGER trade_invoiceline_stays AFTER DELETE ON public.trade_invoiceline DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_invoice_is_issued(old.invoice_id)) EXECUTE FUNCTION public.trade_invoiceline_stays();
CREATE TRIGGER trade_invoicetax_sealed BEFORE INSERT OR UPDATE ON public.trade_invoicetax FOR EACH ROW EXECUTE FUNCTION public.trade_invoice_part_sealed();
CREATE CONSTRAINT TRIGGER trade_invoicetax_stays AFTER DELETE ON public.trade_invoicetax DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_invoice_is_issued(old.invoice_id)) EXECUTE FUNCTION public.trade_invoicetax_stays();
CREATE TRIGGER trade_line_sealed BEFORE INSERT OR UPDATE OF "position", rfq_line_id, is_alternative, title, sku, text, quantity, unit, moq, amount, lead_time_days, answers, version_id ON public.trade_quotationline FOR EACH ROW EXECUTE FUNCTION public.trade_line_sealed();
CREATE CONSTRAINT TRIGGER trade_pledge_adds_up AFTER INSERT OR DELETE OR UPDATE OF quantity, round_id ON public.trade_pledge DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_pledge_adds_up();
CREATE CONSTRAINT TRIGGER trade_poolline_adds_up AFTER INSERT OR UPDATE OF promised ON public.trade_poolline DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_poolline_adds_up();
CREATE CONSTRAINT TRIGGER trade_poolpart_adds_up AFTER INSERT OR DELETE OR UPDATE OF quantity, line_id ON public.trade_poolpart DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_poolpart_adds_up();
CREATE CONSTRAINT TRIGGER trade_posting_balances AFTER INSERT OR UPDATE ON public.trade_posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_posting_balances();
CREATE TRIGGER trade_posting_kept BEFORE UPDATE ON public.trade_posting FOR EACH ROW EXECUTE FUNCTION public.trade_posting_kept();
CREATE CONSTRAINT TRIGGER trade_posting_stays AFTER DELETE ON public.trade_posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_posting_stays();
CREATE CONSTRAINT TRIGGER trade_quotationdocument_stays AFTER DELETE ON public.trade_quotationdocument DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_is_handed_in(old.version_id)) EXECUTE FUNCTION public.trade_quotationdocument_stays();
CREATE CONSTRAINT TRIGGER trade_quotationline_stays AFTER DELETE ON public.trade_quotationline DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_is_handed_in(old.version_id)) EXECUTE FUNCTION public.trade_quotationline_stays();
CREATE CONSTRAINT TRIGGER trade_quotationtier_stays AFTER DELETE ON public.trade_quotationtier DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_line_is_handed_in(old.line_id)) EXECUTE FUNCTION public.trade_quotationtier_stays();
CREATE CONSTRAINT TRIGGER trade_quotationversion_stays AFTER DELETE ON public.trade_quotationversion DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((old.submitted_at IS NOT NULL)) EXECUTE FUNCTION public.trade_quotationversion_stays();
CREATE CONSTRAINT TRIGGER trade_round_adds_up AFTER INSERT OR UPDATE OF total, order_amount ON public.trade_purchaseround DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_round_adds_up();
CREATE CONSTRAINT TRIGGER trade_schedule_adds_up AFTER INSERT OR UPDATE ON public.trade_paymentschedule DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_schedule_adds_up();
CREATE CONSTRAINT TRIGGER trade_split_adds_up AFTER INSERT OR DELETE OR UPDATE OF amount, quantity, round_id ON public.trade_split DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_split_adds_up();
CREATE TRIGGER trade_terms_fixed BEFORE UPDATE ON public.trade_purchaseround FOR EACH ROW EXECUTE FUNCTION public.trade_terms_fixed();
CREATE TRIGGER trade_tier_fixed BEFORE INSERT OR UPDATE ON public.trade_roundtier FOR EACH ROW EXECUTE FUNCTION public.trade_tier_fixed();
CREATE TRIGGER trade_tier_sealed BEFORE INSERT OR UPDATE ON public.trade_quotationtier FOR EACH ROW WHEN (public.trade_line_is_handed_in(new.line_id)) EXECUTE FUNCTION public.trade_sealed();
CREATE TRIGGER trade_tier_stays BEFORE DELETE ON public.trade_roundtier FOR EACH ROW EXECUTE FUNCTION public.trade_tier_stays();
CREATE CONSTRAINT TRIGGER trade_tiers_fall AFTER INSERT OR UPDATE ON public.trade_roundtier DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.trade_tiers_fall();
CREATE TRIGGER trade_version_sealed BEFORE UPDATE OF number, side, currency, incoterm, incoterm_place, lead_time_days, valid_until, respond_by, payment, deposit_percent, payment_days, sample, sample_amount, sample_days, sample_freight, note, sealed, digest, submitted_at ON public.trade_quotationversion FOR EACH ROW WHEN ((old.submitted_at IS NOT NULL)) EXECUTE FUNCTION public.trade_sealed();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_cataloguechange
    ADD CONSTRAINT catalog_cataloguecha_company_id_18c36626_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_cataloguechange
    ADD CONSTRAINT catalog_cataloguechange_user_id_b2b09241_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_cataloguestep
    ADD CONSTRAINT catalog_catalogueste_change_id_435d2ac3_fk_catalog_c FOREIGN KEY (change_id) REFERENCES public.catalog_cataloguechange(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_parent_id_f61bd017_fk_catalog_category_id FOREIGN KEY (parent_id) REFERENCES public.catalog_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_categoryalias
    ADD CONSTRAINT catalog_categoryalia_category_id_8e0dc750_fk_catalog_c FOREIGN KEY (category_id) REFERENCES public.catalog_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_categoryattribute
    ADD CONSTRAINT catalog_categoryattr_attribute_id_f45d6c1f_fk_catalog_a FOREIGN KEY (attribute_id) REFERENCES public.catalog_attribute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_categoryattribute
    ADD CONSTRAINT catalog_categoryattr_category_id_ac895c31_fk_catalog_c FOREIGN KEY (category_id) REFERENCES public.catalog_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_categorymerge
    ADD CONSTRAINT catalog_categorymerg_category_id_e799b5b3_fk_catalog_c FOREIGN KEY (category_id) REFERENCES public.catalog_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_categorymerge
    ADD CONSTRAINT catalog_categorymerge_by_id_517f869e_fk_companies_user_id FOREIGN KEY (by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_categorymerge
    ADD CONSTRAINT catalog_categorymerge_into_id_1da26015_fk_catalog_category_id FOREIGN KEY (into_id) REFERENCES public.catalog_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_editordraft
    ADD CONSTRAINT catalog_editordraft_company_id_c62875c6_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_editordraft
    ADD CONSTRAINT catalog_editordraft_product_id_c4b9a880_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_editordraft
    ADD CONSTRAINT catalog_editordraft_user_id_f2198b97_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_importpicture
    ADD CONSTRAINT catalog_importpicture_run_id_3983dc71_fk_catalog_importrun_id FOREIGN KEY (run_id) REFERENCES public.catalog_importrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_importproblem
    ADD CONSTRAINT catalog_importproblem_run_id_9468e459_fk_catalog_importrun_id FOREIGN KEY (run_id) REFERENCES public.catalog_importrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_importrun
    ADD CONSTRAINT catalog_importrun_company_id_ae3fcbcf_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_importrun
    ADD CONSTRAINT catalog_importrun_user_id_b47d6a81_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_listingreview
    ADD CONSTRAINT catalog_listingrevie_answered_by_id_84bfd032_fk_companies FOREIGN KEY (answered_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_listingreview
    ADD CONSTRAINT catalog_listingrevie_appealed_by_id_ecf74732_fk_companies FOREIGN KEY (appealed_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_listingreview
    ADD CONSTRAINT catalog_listingrevie_decided_by_id_733ab2c9_fk_companies FOREIGN KEY (decided_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_listingreview
    ADD CONSTRAINT catalog_listingrevie_submitted_by_id_9b9dc32f_fk_companies FOREIGN KEY (submitted_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_listingreview
    ADD CONSTRAINT catalog_listingreview_product_id_d2690db6_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_listingtrust
    ADD CONSTRAINT catalog_listingtrust_by_id_b0207b1a_fk_companies_user_id FOREIGN KEY (by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_listingtrust
    ADD CONSTRAINT catalog_listingtrust_company_id_003b7195_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_pricetier
    ADD CONSTRAINT catalog_pricetier_product_id_d05692fa_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_printedcatalogue
    ADD CONSTRAINT catalog_printedcatal_company_id_53863999_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_printedcatalogue
    ADD CONSTRAINT catalog_printedcatalogue_user_id_9d97fcbb_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT catalog_product_category_id_35bf920b_fk_catalog_category_id FOREIGN KEY (category_id) REFERENCES public.catalog_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT catalog_product_company_id_ec113db9_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_productcertificate
    ADD CONSTRAINT catalog_productcerti_product_id_0744e9ad_fk_catalog_p FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_productdocument
    ADD CONSTRAINT catalog_productdocum_product_id_bde35aae_fk_catalog_p FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_productflag
    ADD CONSTRAINT catalog_productflag_closed_by_id_1f13d846_fk_companies_user_id FOREIGN KEY (closed_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_productflag
    ADD CONSTRAINT catalog_productflag_product_id_ca12ad68_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_productpicture
    ADD CONSTRAINT catalog_productpictu_product_id_681aae72_fk_catalog_p FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_producttext
    ADD CONSTRAINT catalog_producttext_product_id_4b3ac41f_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_relatedproduct
    ADD CONSTRAINT catalog_relatedprodu_product_id_ff08be57_fk_catalog_p FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_relatedproduct
    ADD CONSTRAINT catalog_relatedproduct_other_id_8be06566_fk_catalog_product_id FOREIGN KEY (other_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_report
    ADD CONSTRAINT catalog_report_case_id_fdde386d_fk_catalog_reportcase_id FOREIGN KEY (case_id) REFERENCES public.catalog_reportcase(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_report
    ADD CONSTRAINT catalog_report_company_id_3c4c4f5e_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_report
    ADD CONSTRAINT catalog_report_user_id_c0c5c4bc_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_reportcase
    ADD CONSTRAINT catalog_reportcase_answered_by_id_7d205c75_fk_companies_user_id FOREIGN KEY (answered_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_reportcase
    ADD CONSTRAINT catalog_reportcase_appealed_by_id_806bfb5d_fk_companies_user_id FOREIGN KEY (appealed_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_reportcase
    ADD CONSTRAINT catalog_reportcase_decided_by_id_fc1df8ff_fk_companies_user_id FOREIGN KEY (decided_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_reportcase
    ADD CONSTRAINT catalog_reportcase_owner_id_97df7685_fk_companies_company_id FOREIGN KEY (owner_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_seen
    ADD CONSTRAINT catalog_seen_product_id_4e76bb8e_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_seen
    ADD CONSTRAINT catalog_seen_user_id_8834c321_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_seensetting
    ADD CONSTRAINT catalog_seensetting_user_id_647fcd7a_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_sharedcatalogue
    ADD CONSTRAINT catalog_sharedcatalo_company_id_99547b0f_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_sharedcatalogue
    ADD CONSTRAINT catalog_sharedcatalogue_user_id_73729381_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_shortlist
    ADD CONSTRAINT catalog_shortlist_company_id_871b6336_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_shortlist
    ADD CONSTRAINT catalog_shortlist_created_by_id_e222a64e_fk_companies_user_id FOREIGN KEY (created_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_shortlistitem
    ADD CONSTRAINT catalog_shortlistite_shortlist_id_76835c0c_fk_catalog_s FOREIGN KEY (shortlist_id) REFERENCES public.catalog_shortlist(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_shortlistitem
    ADD CONSTRAINT catalog_shortlistitem_added_by_id_31b442eb_fk_companies_user_id FOREIGN KEY (added_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_shortlistitem
    ADD CONSTRAINT catalog_shortlistitem_product_id_eb59598d_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_variant
    ADD CONSTRAINT catalog_variant_company_id_14d3383e_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_variant
    ADD CONSTRAINT catalog_variant_picture_id_1dcfdfa7_fk_catalog_p FOREIGN KEY (picture_id) REFERENCES public.catalog_productpicture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_variant
    ADD CONSTRAINT catalog_variant_product_id_8a21d193_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_askedfield
    ADD CONSTRAINT cms_askedfield_page_id_23babce1_fk_cms_formpage_page_ptr_id FOREIGN KEY (page_id) REFERENCES public.cms_formpage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_author
    ADD CONSTRAINT cms_author_locale_id_85e393f2_fk_wagtailcore_locale_id FOREIGN KEY (locale_id) REFERENCES public.wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_author
    ADD CONSTRAINT cms_author_picture_id_8233a5ce_fk_wagtailimages_image_id FOREIGN KEY (picture_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_casecompany
    ADD CONSTRAINT cms_casecompany_case_id_1e1774c8_fk_cms_casepage_page_ptr_id FOREIGN KEY (case_id) REFERENCES public.cms_casepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_casecompany
    ADD CONSTRAINT cms_casecompany_company_id_57c49a2f_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_caseconsent
    ADD CONSTRAINT cms_caseconsent_company_id_3a52fa49_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_caseconsent
    ADD CONSTRAINT cms_caseconsent_recorded_by_id_cf0d37bf_fk_companies_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_casefigure
    ADD CONSTRAINT cms_casefigure_case_id_be322891_fk_cms_casepage_page_ptr_id FOREIGN KEY (case_id) REFERENCES public.cms_casepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_caseindexpage
    ADD CONSTRAINT cms_caseindexpage_page_ptr_id_68b3360e_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_caselink
    ADD CONSTRAINT cms_caselink_case_id_5da3dcb0_fk_cms_casepage_page_ptr_id FOREIGN KEY (case_id) REFERENCES public.cms_casepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_caselink
    ADD CONSTRAINT cms_caselink_other_id_af42dcb8_fk_cms_casepage_page_ptr_id FOREIGN KEY (other_id) REFERENCES public.cms_casepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_casepage
    ADD CONSTRAINT cms_casepage_company_id_2e2b8178_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_casepage
    ADD CONSTRAINT cms_casepage_page_ptr_id_8972f237_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_casepage
    ADD CONSTRAINT cms_casepage_picture_id_a4ab2472_fk_wagtailimages_image_id FOREIGN KEY (picture_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_casepage_topics
    ADD CONSTRAINT cms_casepage_topics_casepage_id_745f363e_fk_cms_casep FOREIGN KEY (casepage_id) REFERENCES public.cms_casepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_casepage_topics
    ADD CONSTRAINT cms_casepage_topics_casetopic_id_63d382c5_fk_cms_casetopic_id FOREIGN KEY (casetopic_id) REFERENCES public.cms_casetopic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_caseproduct
    ADD CONSTRAINT cms_caseproduct_case_id_f395d5f9_fk_cms_casepage_page_ptr_id FOREIGN KEY (case_id) REFERENCES public.cms_casepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_caseproduct
    ADD CONSTRAINT cms_caseproduct_product_id_d134955d_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_caseproposal
    ADD CONSTRAINT cms_caseproposal_company_id_e0f75e45_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_caseproposal
    ADD CONSTRAINT cms_caseproposal_page_id_8507ae33_fk_cms_casepage_page_ptr_id FOREIGN KEY (page_id) REFERENCES public.cms_casepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_caseproposal
    ADD CONSTRAINT cms_caseproposal_user_id_c21232b0_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_casetopicname
    ADD CONSTRAINT cms_casetopicname_topic_id_0c6fec2b_fk_cms_casetopic_id FOREIGN KEY (topic_id) REFERENCES public.cms_casetopic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_consent
    ADD CONSTRAINT cms_consent_user_id_b09ee616_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_consent
    ADD CONSTRAINT cms_consent_version_id_53aafde1_fk_cms_legalversion_id FOREIGN KEY (version_id) REFERENCES public.cms_legalversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_countrycontact
    ADD CONSTRAINT cms_countrycontact_page_id_d9048d40_fk_cms_count FOREIGN KEY (page_id) REFERENCES public.cms_countrypage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_countryfigure
    ADD CONSTRAINT cms_countryfigure_page_id_79fe348e_fk_cms_count FOREIGN KEY (page_id) REFERENCES public.cms_countrypage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_countryindexpage
    ADD CONSTRAINT cms_countryindexpage_page_ptr_id_a0e21c20_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_countrypage
    ADD CONSTRAINT cms_countrypage_page_ptr_id_03ad05b8_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_countrypage
    ADD CONSTRAINT cms_countrypage_picture_id_e90ee5f3_fk_wagtailimages_image_id FOREIGN KEY (picture_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_courseindexpage
    ADD CONSTRAINT cms_courseindexpage_page_ptr_id_a5884858_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_coursematerial
    ADD CONSTRAINT cms_coursematerial_file_id_f5f6c110_fk_wagtaildocs_document_id FOREIGN KEY (file_id) REFERENCES public.wagtaildocs_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_coursematerial
    ADD CONSTRAINT cms_coursematerial_page_id_b73b2819_fk_cms_cours FOREIGN KEY (page_id) REFERENCES public.cms_coursepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_coursepage
    ADD CONSTRAINT cms_coursepage_page_ptr_id_10cd0c0e_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_coursepage_topics
    ADD CONSTRAINT cms_coursepage_topic_coursepage_id_228321a5_fk_cms_cours FOREIGN KEY (coursepage_id) REFERENCES public.cms_coursepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_coursepage_topics
    ADD CONSTRAINT cms_coursepage_topics_topic_id_88e94f15_fk_cms_topic_id FOREIGN KEY (topic_id) REFERENCES public.cms_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_eventguest
    ADD CONSTRAINT cms_eventguest_guests_id_7087e11d_fk_cms_guestlist_id FOREIGN KEY (guests_id) REFERENCES public.cms_guestlist(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_eventindexpage
    ADD CONSTRAINT cms_eventindexpage_page_ptr_id_a4e9a125_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_eventmaterial
    ADD CONSTRAINT cms_eventmaterial_page_id_2c8fa4c8_fk_cms_eventpage_page_ptr_id FOREIGN KEY (page_id) REFERENCES public.cms_eventpage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_eventpage
    ADD CONSTRAINT cms_eventpage_gathering_id_ffe372c6_fk_community_gathering_id FOREIGN KEY (gathering_id) REFERENCES public.community_gathering(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_eventpage
    ADD CONSTRAINT cms_eventpage_page_ptr_id_077f4353_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_eventpage
    ADD CONSTRAINT cms_eventpage_picture_id_31bc8420_fk_wagtailimages_image_id FOREIGN KEY (picture_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_eventsession
    ADD CONSTRAINT cms_eventsession_page_id_314505b5_fk_cms_eventpage_page_ptr_id FOREIGN KEY (page_id) REFERENCES public.cms_eventpage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_eventspeaker
    ADD CONSTRAINT cms_eventspeaker_page_id_a8a0a78e_fk_cms_eventpage_page_ptr_id FOREIGN KEY (page_id) REFERENCES public.cms_eventpage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_eventspeaker
    ADD CONSTRAINT cms_eventspeaker_picture_id_67946d00_fk_wagtailimages_image_id FOREIGN KEY (picture_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_exhibitionindexpage
    ADD CONSTRAINT cms_exhibitionindexp_page_ptr_id_40a4d3af_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_exhibitionpage
    ADD CONSTRAINT cms_exhibitionpage_page_ptr_id_c13af4b6_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_exhibitionpage
    ADD CONSTRAINT cms_exhibitionpage_picture_id_8eac2eba_fk_wagtailim FOREIGN KEY (picture_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_exhibitionpage_sectors
    ADD CONSTRAINT cms_exhibitionpage_s_category_id_3a399841_fk_catalog_c FOREIGN KEY (category_id) REFERENCES public.catalog_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_exhibitionpage_sectors
    ADD CONSTRAINT cms_exhibitionpage_s_exhibitionpage_id_70951791_fk_cms_exhib FOREIGN KEY (exhibitionpage_id) REFERENCES public.cms_exhibitionpage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_fairfollow
    ADD CONSTRAINT cms_fairfollow_company_id_89429864_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_fairfollow
    ADD CONSTRAINT cms_fairfollow_user_id_4e34f2f1_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_faqpage
    ADD CONSTRAINT cms_faqpage_page_ptr_id_3b0d1823_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_finding
    ADD CONSTRAINT cms_finding_page_id_36b89810_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_formpage
    ADD CONSTRAINT cms_formpage_page_ptr_id_889a9b49_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_helpindexpage
    ADD CONSTRAINT cms_helpindexpage_page_ptr_id_e85353e3_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_helppage
    ADD CONSTRAINT cms_helppage_page_ptr_id_0d677c88_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_helpplace
    ADD CONSTRAINT cms_helpplace_page_id_cf24f974_fk_cms_helppage_page_ptr_id FOREIGN KEY (page_id) REFERENCES public.cms_helppage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_helpvote
    ADD CONSTRAINT cms_helpvote_page_id_caaf806e_fk_cms_helppage_page_ptr_id FOREIGN KEY (page_id) REFERENCES public.cms_helppage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_helpvote
    ADD CONSTRAINT cms_helpvote_user_id_062040f0_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_homepage
    ADD CONSTRAINT cms_homepage_page_ptr_id_3967ea6a_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_infopage
    ADD CONSTRAINT cms_infopage_page_ptr_id_518e1efe_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_instep
    ADD CONSTRAINT cms_instep_marked_by_id_42f91daa_fk_companies_user_id FOREIGN KEY (marked_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_instep
    ADD CONSTRAINT cms_instep_page_id_bb70e965_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_instep
    ADD CONSTRAINT cms_instep_source_revision_id_d5008159_fk_wagtailco FOREIGN KEY (source_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_legaltext
    ADD CONSTRAINT cms_legaltext_version_id_dd7dd2c1_fk_cms_legalversion_id FOREIGN KEY (version_id) REFERENCES public.cms_legalversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_legalversion
    ADD CONSTRAINT cms_legalversion_published_by_id_62ac56db_fk_companies_user_id FOREIGN KEY (published_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_newsauthor
    ADD CONSTRAINT cms_newsauthor_author_id_9666059d_fk_cms_author_id FOREIGN KEY (author_id) REFERENCES public.cms_author(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_newsauthor
    ADD CONSTRAINT cms_newsauthor_page_id_43658887_fk_cms_newspage_page_ptr_id FOREIGN KEY (page_id) REFERENCES public.cms_newspage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_newsindexpage
    ADD CONSTRAINT cms_newsindexpage_page_ptr_id_cc515d6f_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_newspage
    ADD CONSTRAINT cms_newspage_page_ptr_id_8f77c936_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_newspage
    ADD CONSTRAINT cms_newspage_picture_id_e89ac4aa_fk_wagtailimages_image_id FOREIGN KEY (picture_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_newspage
    ADD CONSTRAINT cms_newspage_topic_id_53a7f0af_fk_cms_topic_id FOREIGN KEY (topic_id) REFERENCES public.cms_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_pavilionpage
    ADD CONSTRAINT cms_pavilionpage_exhibition_id_d80c55b5_fk_cms_exhib FOREIGN KEY (exhibition_id) REFERENCES public.cms_exhibitionpage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_pavilionpage
    ADD CONSTRAINT cms_pavilionpage_page_ptr_id_eb860bee_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_pavilionpage
    ADD CONSTRAINT cms_pavilionpage_picture_id_96b5df1f_fk_wagtailimages_image_id FOREIGN KEY (picture_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_pavilionstand
    ADD CONSTRAINT cms_pavilionstand_company_id_245c0a2d_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_pavilionstand
    ADD CONSTRAINT cms_pavilionstand_pavilion_id_c1e3185f_fk_cms_pavil FOREIGN KEY (pavilion_id) REFERENCES public.cms_pavilionpage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_publicationindexpage
    ADD CONSTRAINT cms_publicationindex_page_ptr_id_c12a891b_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_publicationpage_topics
    ADD CONSTRAINT cms_publicationpage__publicationpage_id_1b394308_fk_cms_publi FOREIGN KEY (publicationpage_id) REFERENCES public.cms_publicationpage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_publicationpage
    ADD CONSTRAINT cms_publicationpage_file_id_b9a63f68_fk_wagtaildocs_document_id FOREIGN KEY (file_id) REFERENCES public.wagtaildocs_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_publicationpage
    ADD CONSTRAINT cms_publicationpage_page_ptr_id_dc38ac6e_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_publicationpage_topics
    ADD CONSTRAINT cms_publicationpage_topics_topic_id_9cda0877_fk_cms_topic_id FOREIGN KEY (topic_id) REFERENCES public.cms_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_releasetask
    ADD CONSTRAINT cms_releasetask_task_ptr_id_98b43818_fk_wagtailcore_task_id FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_secondpersontask
    ADD CONSTRAINT cms_secondpersontask_task_ptr_id_8a0a1b71_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_sectionpage
    ADD CONSTRAINT cms_sectionpage_page_ptr_id_aad9ea74_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_sectionpage
    ADD CONSTRAINT cms_sectionpage_picture_id_2343df7a_fk_wagtailimages_image_id FOREIGN KEY (picture_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_sectionrole
    ADD CONSTRAINT cms_sectionrole_group_id_b6353270_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_stillright
    ADD CONSTRAINT cms_stillright_page_id_9e20b8ce_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_stillright
    ADD CONSTRAINT cms_stillright_said_by_id_ac801376_fk_companies_user_id FOREIGN KEY (said_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_term
    ADD CONSTRAINT cms_term_latest_revision_id_0e8bd207_fk_wagtailcore_revision_id FOREIGN KEY (latest_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_term
    ADD CONSTRAINT cms_term_locale_id_48a9be54_fk_wagtailcore_locale_id FOREIGN KEY (locale_id) REFERENCES public.wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_termlink
    ADD CONSTRAINT cms_termlink_other_id_defb6bd1_fk_cms_term_id FOREIGN KEY (other_id) REFERENCES public.cms_term(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_termlink
    ADD CONSTRAINT cms_termlink_term_id_30d48eab_fk_cms_term_id FOREIGN KEY (term_id) REFERENCES public.cms_term(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_topic
    ADD CONSTRAINT cms_topic_locale_id_c12ce92c_fk_wagtailcore_locale_id FOREIGN KEY (locale_id) REFERENCES public.wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_article
    ADD CONSTRAINT community_article_community_id_a8c5edd5_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_article
    ADD CONSTRAINT community_article_company_id_11bfe257_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_article
    ADD CONSTRAINT community_article_thread_id_0d4b8f45_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_article
    ADD CONSTRAINT community_article_user_id_2ae5b75d_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articleopinion
    ADD CONSTRAINT community_articleopi_article_id_efec4a99_fk_community FOREIGN KEY (article_id) REFERENCES public.community_article(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articleopinion
    ADD CONSTRAINT community_articleopinion_user_id_2fca0da3_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articlepicture
    ADD CONSTRAINT community_articlepic_article_id_6fc4da38_fk_community FOREIGN KEY (article_id) REFERENCES public.community_article(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articlepicture
    ADD CONSTRAINT community_articlepic_company_id_5c9e1e95_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articlepicture
    ADD CONSTRAINT community_articlepicture_user_id_02fdd05f_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articlereviewer
    ADD CONSTRAINT community_articlerev_article_id_9da2a0ab_fk_community FOREIGN KEY (article_id) REFERENCES public.community_article(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articlereviewer
    ADD CONSTRAINT community_articlerev_company_id_836f3c98_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articlesuggestion
    ADD CONSTRAINT community_articlesug_article_id_f42ee976_fk_community FOREIGN KEY (article_id) REFERENCES public.community_article(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articlesuggestion
    ADD CONSTRAINT community_articlesug_company_id_34fd27d5_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articlesuggestion
    ADD CONSTRAINT community_articlesug_user_id_d737cf24_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articleversion
    ADD CONSTRAINT community_articlever_approved_by_id_2ec65312_fk_companies FOREIGN KEY (approved_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articleversion
    ADD CONSTRAINT community_articlever_article_id_051701b8_fk_community FOREIGN KEY (article_id) REFERENCES public.community_article(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articleversion
    ADD CONSTRAINT community_articlever_company_id_1f699efa_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_articleversion
    ADD CONSTRAINT community_articleversion_user_id_e51ebb09_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_calendarkey
    ADD CONSTRAINT community_calendarke_community_id_b0e3c6a3_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_calendarkey
    ADD CONSTRAINT community_calendarke_company_id_1dc1f691_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_calendarkey
    ADD CONSTRAINT community_calendarkey_user_id_e3e72a71_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_candidate
    ADD CONSTRAINT community_candidate_case_id_c396a9f9_fk_community_case_id FOREIGN KEY (case_id) REFERENCES public.community_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_candidate
    ADD CONSTRAINT community_candidate_company_id_0720312c_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_case
    ADD CONSTRAINT community_case_community_id_b68ff722_fk_community_community_id FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_case
    ADD CONSTRAINT community_case_company_id_871baab1_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_case
    ADD CONSTRAINT community_case_consented_by_id_db37c0ac_fk_companies_user_id FOREIGN KEY (consented_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_case
    ADD CONSTRAINT community_case_owner_id_62fb07e2_fk_companies_user_id FOREIGN KEY (owner_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_case
    ADD CONSTRAINT community_case_partner_id_e2ce1a3f_fk_companies_company_id FOREIGN KEY (partner_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_caseappeal
    ADD CONSTRAINT community_caseappeal_answered_by_id_0b0d078b_fk_companies FOREIGN KEY (answered_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_caseappeal
    ADD CONSTRAINT community_caseappeal_case_id_270873d5_fk_community FOREIGN KEY (case_id) REFERENCES public.community_moderationcase(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_caseappeal
    ADD CONSTRAINT community_caseappeal_user_id_c5d3357e_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_casenote
    ADD CONSTRAINT community_casenote_case_id_9c8edfa6_fk_community_case_id FOREIGN KEY (case_id) REFERENCES public.community_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_casenote
    ADD CONSTRAINT community_casenote_user_id_029993be_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_casetask
    ADD CONSTRAINT community_casetask_case_id_b0428519_fk_community_case_id FOREIGN KEY (case_id) REFERENCES public.community_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_casetask
    ADD CONSTRAINT community_casetask_user_id_46d060be_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_community
    ADD CONSTRAINT community_community_parent_id_e6a4bb88_fk_community FOREIGN KEY (parent_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_community
    ADD CONSTRAINT community_community_steward_id_2c80cf67_fk_companies_company_id FOREIGN KEY (steward_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_community
    ADD CONSTRAINT community_community_wishes_parent_id_1ae7d8bf_fk_community FOREIGN KEY (wishes_parent_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_communityinvitation
    ADD CONSTRAINT community_communityi_accepted_for_id_49d43013_fk_companies FOREIGN KEY (accepted_for_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_communityinvitation
    ADD CONSTRAINT community_communityi_community_id_28d7f088_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_communityinvitation
    ADD CONSTRAINT community_communityi_company_id_8af66d90_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_communityinvitation
    ADD CONSTRAINT community_communityi_invited_by_id_03ef70ca_fk_companies FOREIGN KEY (invited_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_communitymember
    ADD CONSTRAINT community_communitym_community_id_baac9ba5_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_communitymember
    ADD CONSTRAINT community_communitym_company_id_69c3a28b_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_communityvisit
    ADD CONSTRAINT community_communityv_community_id_2731d03c_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_communityvisit
    ADD CONSTRAINT community_communityvisit_user_id_ce56c39b_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_contentreport
    ADD CONSTRAINT community_contentrep_case_id_824bc1a8_fk_community FOREIGN KEY (case_id) REFERENCES public.community_moderationcase(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_contentreport
    ADD CONSTRAINT community_contentrep_company_id_0c91be36_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_contentreport
    ADD CONSTRAINT community_contentreport_user_id_869fe95e_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_contentrule
    ADD CONSTRAINT community_contentrul_community_id_63fef721_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_directoryentry
    ADD CONSTRAINT community_directorye_filled_by_id_21d6bc0c_fk_companies FOREIGN KEY (filled_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_directoryentry
    ADD CONSTRAINT community_directorye_member_id_925edf04_fk_community FOREIGN KEY (member_id) REFERENCES public.community_communitymember(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_directoryfield
    ADD CONSTRAINT community_directoryf_community_id_ce2fc2b0_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_directorystate
    ADD CONSTRAINT community_directorys_community_id_e1031789_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_featuredlisting
    ADD CONSTRAINT community_featuredli_community_id_abe1ad5c_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_figuresconsent
    ADD CONSTRAINT community_figurescon_community_id_888a6dc4_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_figuresconsent
    ADD CONSTRAINT community_figurescon_company_id_c29fe60c_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_figuresconsent
    ADD CONSTRAINT community_figuresconsent_user_id_9f669dbd_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_gathering
    ADD CONSTRAINT community_gathering_community_id_2fa23668_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_gathering
    ADD CONSTRAINT community_gathering_company_id_19870710_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_gathering
    ADD CONSTRAINT community_gathering_user_id_c281b761_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_gatheringinvitation
    ADD CONSTRAINT community_gatheringi_company_id_cab017de_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_gatheringinvitation
    ADD CONSTRAINT community_gatheringi_gathering_id_7bb8b512_fk_community FOREIGN KEY (gathering_id) REFERENCES public.community_gathering(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_gatheringletter
    ADD CONSTRAINT community_gatheringl_gathering_id_0bf98d37_fk_community FOREIGN KEY (gathering_id) REFERENCES public.community_gathering(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_gatheringletter
    ADD CONSTRAINT community_gatheringletter_user_id_84d7aa32_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativeconsent
    ADD CONSTRAINT community_initiative_agreement_id_e725577f_fk_community FOREIGN KEY (agreement_id) REFERENCES public.community_initiativeagreement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiative
    ADD CONSTRAINT community_initiative_community_id_bb878a05_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativefile
    ADD CONSTRAINT community_initiative_company_id_07a237a7_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativestep
    ADD CONSTRAINT community_initiative_company_id_81db3975_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativepartner
    ADD CONSTRAINT community_initiative_company_id_b7ea7091_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativeagreement
    ADD CONSTRAINT community_initiative_company_id_d671447c_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativenote
    ADD CONSTRAINT community_initiative_company_id_ed109841_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativestep
    ADD CONSTRAINT community_initiative_done_by_id_b9817591_fk_companies FOREIGN KEY (done_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativestep
    ADD CONSTRAINT community_initiative_file_id_4263758e_fk_community FOREIGN KEY (file_id) REFERENCES public.community_initiativefile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativestep
    ADD CONSTRAINT community_initiative_initiative_id_0caa6b25_fk_community FOREIGN KEY (initiative_id) REFERENCES public.community_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativepartner
    ADD CONSTRAINT community_initiative_initiative_id_4445a386_fk_community FOREIGN KEY (initiative_id) REFERENCES public.community_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativefile
    ADD CONSTRAINT community_initiative_initiative_id_79e1336a_fk_community FOREIGN KEY (initiative_id) REFERENCES public.community_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativenote
    ADD CONSTRAINT community_initiative_initiative_id_a3062570_fk_community FOREIGN KEY (initiative_id) REFERENCES public.community_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativeoutcome
    ADD CONSTRAINT community_initiative_initiative_id_b96c664f_fk_community FOREIGN KEY (initiative_id) REFERENCES public.community_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativeagreement
    ADD CONSTRAINT community_initiative_initiative_id_fd418a52_fk_community FOREIGN KEY (initiative_id) REFERENCES public.community_initiative(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiative
    ADD CONSTRAINT community_initiative_lead_id_db30aa56_fk_companies_company_id FOREIGN KEY (lead_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativeconsent
    ADD CONSTRAINT community_initiative_partner_id_65c50c0d_fk_community FOREIGN KEY (partner_id) REFERENCES public.community_initiativepartner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiative
    ADD CONSTRAINT community_initiative_thread_id_c5caad6b_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativeagreement
    ADD CONSTRAINT community_initiative_user_id_066fd20f_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativeoutcome
    ADD CONSTRAINT community_initiative_user_id_3eb551ff_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativepartner
    ADD CONSTRAINT community_initiative_user_id_9ca36e87_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativeconsent
    ADD CONSTRAINT community_initiative_user_id_b6b30eb9_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiative
    ADD CONSTRAINT community_initiative_user_id_ce162911_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativefile
    ADD CONSTRAINT community_initiativefile_user_id_7d9b04e6_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_initiativenote
    ADD CONSTRAINT community_initiativenote_user_id_4ac4099c_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_joinquestion
    ADD CONSTRAINT community_joinquesti_community_id_0083f590_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_jointlisting
    ADD CONSTRAINT community_jointlisti_member_id_31722a81_fk_community FOREIGN KEY (member_id) REFERENCES public.community_communitymember(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_measure
    ADD CONSTRAINT community_measure_case_id_0c732ffd_fk_community FOREIGN KEY (case_id) REFERENCES public.community_moderationcase(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_measure
    ADD CONSTRAINT community_measure_community_id_7acdfd97_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_measure
    ADD CONSTRAINT community_measure_company_id_3ed46431_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_measure
    ADD CONSTRAINT community_measure_user_id_0f72651e_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_meetingplan
    ADD CONSTRAINT community_meetingpla_gathering_id_ac441403_fk_community FOREIGN KEY (gathering_id) REFERENCES public.community_gathering(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_meetingslot
    ADD CONSTRAINT community_meetingslo_plan_id_6b378a52_fk_community FOREIGN KEY (plan_id) REFERENCES public.community_meetingplan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_membershipchange
    ADD CONSTRAINT community_membership_by_company_id_72c7459c_fk_companies FOREIGN KEY (by_company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_membershipchange
    ADD CONSTRAINT community_membership_community_id_9411816e_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_membershipchange
    ADD CONSTRAINT community_membership_company_id_6982ba60_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_membershipchange
    ADD CONSTRAINT community_membership_user_id_4768b500_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_moderationentry
    ADD CONSTRAINT community_moderation_case_id_594e51bb_fk_community FOREIGN KEY (case_id) REFERENCES public.community_moderationcase(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_moderationcase
    ADD CONSTRAINT community_moderation_community_id_53115e38_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_moderationsettings
    ADD CONSTRAINT community_moderation_community_id_85c979e9_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_moderationentry
    ADD CONSTRAINT community_moderation_community_id_f070411c_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_moderationentry
    ADD CONSTRAINT community_moderation_company_id_8902169d_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_moderationcase
    ADD CONSTRAINT community_moderation_company_id_8e54d742_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_moderationcase
    ADD CONSTRAINT community_moderation_decided_by_id_bec2f46a_fk_companies FOREIGN KEY (decided_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_moderationcase
    ADD CONSTRAINT community_moderationcase_user_id_1a623f44_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_moderationentry
    ADD CONSTRAINT community_moderationentry_user_id_a6da5f9f_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_poll
    ADD CONSTRAINT community_poll_thread_id_fcc5aaf1_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_polloption
    ADD CONSTRAINT community_polloption_poll_id_ab2fdf9f_fk_community_poll_id FOREIGN KEY (poll_id) REFERENCES public.community_poll(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_pollvote
    ADD CONSTRAINT community_pollvote_company_id_6f3437b7_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_pollvote
    ADD CONSTRAINT community_pollvote_option_id_f7d5103b_fk_community FOREIGN KEY (option_id) REFERENCES public.community_polloption(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_pollvote
    ADD CONSTRAINT community_pollvote_poll_id_d10833bf_fk_community_poll_id FOREIGN KEY (poll_id) REFERENCES public.community_poll(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_pollvote
    ADD CONSTRAINT community_pollvote_user_id_acd6bef0_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_answers_id_4de37560_fk_community_post_id FOREIGN KEY (answers_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_company_id_2b8a12df_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_thread_id_67d7c63c_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_user_id_f2274853_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_postfile
    ADD CONSTRAINT community_postfile_post_id_722fd0a6_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_postmention
    ADD CONSTRAINT community_postmentio_company_id_076b91ef_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_postmention
    ADD CONSTRAINT community_postmention_post_id_c3a78a15_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_postmention
    ADD CONSTRAINT community_postmention_user_id_f730e37f_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_postthank
    ADD CONSTRAINT community_postthank_post_id_9d6c769d_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_postthank
    ADD CONSTRAINT community_postthank_user_id_2b1419b5_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_postversion
    ADD CONSTRAINT community_postversion_post_id_e9b896cb_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_postversion
    ADD CONSTRAINT community_postversion_user_id_d8e13272_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_registration
    ADD CONSTRAINT community_registrati_company_id_212ec0e5_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_registration
    ADD CONSTRAINT community_registrati_gathering_id_6240a47f_fk_community FOREIGN KEY (gathering_id) REFERENCES public.community_gathering(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_registration
    ADD CONSTRAINT community_registration_user_id_1ff44eb3_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_resultssettings
    ADD CONSTRAINT community_resultsset_community_id_0716f754_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_stay
    ADD CONSTRAINT community_stay_community_id_e431ea57_fk_community_community_id FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_stay
    ADD CONSTRAINT community_stay_company_id_0ce200c8_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tablemeeting
    ADD CONSTRAINT community_tablemeeti_asked_id_35b6d035_fk_companies FOREIGN KEY (asked_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tablemeeting
    ADD CONSTRAINT community_tablemeeti_asker_id_948e0d9e_fk_companies FOREIGN KEY (asker_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tablemeeting
    ADD CONSTRAINT community_tablemeeti_gathering_id_bbf6489a_fk_community FOREIGN KEY (gathering_id) REFERENCES public.community_gathering(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tablemeeting
    ADD CONSTRAINT community_tablemeeti_slot_id_df112f28_fk_community FOREIGN KEY (slot_id) REFERENCES public.community_meetingslot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tablemeeting
    ADD CONSTRAINT community_tablemeeti_wished_slot_id_cdb3a4e5_fk_community FOREIGN KEY (wished_slot_id) REFERENCES public.community_meetingslot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tablemeeting
    ADD CONSTRAINT community_tablemeeting_user_id_e89c70b7_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tableoutcome
    ADD CONSTRAINT community_tableoutco_company_id_619df93d_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tableoutcome
    ADD CONSTRAINT community_tableoutco_meeting_id_dcfc73c0_fk_community FOREIGN KEY (meeting_id) REFERENCES public.community_tablemeeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tableoutcome
    ADD CONSTRAINT community_tableoutcome_user_id_e53ea3c2_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tableprofile
    ADD CONSTRAINT community_tableprofi_company_id_690fd4a6_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tableprofile
    ADD CONSTRAINT community_tableprofi_gathering_id_22d211b5_fk_community FOREIGN KEY (gathering_id) REFERENCES public.community_gathering(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tableseat
    ADD CONSTRAINT community_tableseat_meeting_id_506cfc4c_fk_community FOREIGN KEY (meeting_id) REFERENCES public.community_tablemeeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tableseat
    ADD CONSTRAINT community_tableseat_slot_id_ff820a88_fk_community FOREIGN KEY (slot_id) REFERENCES public.community_meetingslot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tableseat
    ADD CONSTRAINT community_tableseat_user_id_e17a7f32_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_talkcategory
    ADD CONSTRAINT community_talkcatego_community_id_9f266d92_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_talkchoice
    ADD CONSTRAINT community_talkchoice_community_id_a8abdd20_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_talkchoice
    ADD CONSTRAINT community_talkchoice_user_id_7f1055a6_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_accepted_id_fe418d97_fk_community_post_id FOREIGN KEY (accepted_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_category_id_7a4f3531_fk_community FOREIGN KEY (category_id) REFERENCES public.community_talkcategory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_community_id_6d2bc408_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_company_id_74eab62b_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_user_id_be7e9a31_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_threadplace
    ADD CONSTRAINT community_threadplace_thread_id_fd861edd_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_threadplace
    ADD CONSTRAINT community_threadplace_user_id_6e98091a_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_vouching
    ADD CONSTRAINT community_vouching_answered_by_id_774fff7d_fk_companies_user_id FOREIGN KEY (answered_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_vouching
    ADD CONSTRAINT community_vouching_claim_id_af1e321a_fk_companies_claim_id FOREIGN KEY (claim_id) REFERENCES public.companies_claim(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_vouching
    ADD CONSTRAINT community_vouching_community_id_9cf276a7_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_vouching
    ADD CONSTRAINT community_vouching_company_id_82df0c85_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_vouching
    ADD CONSTRAINT community_vouching_user_id_32225643_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_vouching
    ADD CONSTRAINT community_vouching_voucher_id_aaac581b_fk_companies_company_id FOREIGN KEY (voucher_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_apitoken
    ADD CONSTRAINT companies_apitoken_company_id_7a480ae7_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_apitoken
    ADD CONSTRAINT companies_apitoken_issued_by_id_4582e002_fk_companies_user_id FOREIGN KEY (issued_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_boothlayout
    ADD CONSTRAINT companies_boothlayou_company_id_a134369a_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_certificate
    ADD CONSTRAINT companies_certificat_company_id_f14b38b4_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_claim
    ADD CONSTRAINT companies_claim_assigned_to_id_67c17428_fk_companies_user_id FOREIGN KEY (assigned_to_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_claim
    ADD CONSTRAINT companies_claim_company_id_48ff7b0b_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_claim
    ADD CONSTRAINT companies_claim_decided_by_id_05a49644_fk_companies_user_id FOREIGN KEY (decided_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_claim_evidence
    ADD CONSTRAINT companies_claim_evid_claim_id_bb82502a_fk_companies FOREIGN KEY (claim_id) REFERENCES public.companies_claim(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_claim_evidence
    ADD CONSTRAINT companies_claim_evid_documentversion_id_27fea799_fk_companies FOREIGN KEY (documentversion_id) REFERENCES public.companies_documentversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_claim
    ADD CONSTRAINT companies_claim_first_by_id_5b2fb2f9_fk_companies_user_id FOREIGN KEY (first_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_claim
    ADD CONSTRAINT companies_claim_submitted_by_id_67292462_fk_companies_user_id FOREIGN KEY (submitted_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_companymerge
    ADD CONSTRAINT companies_companymerge_kept_id_c61e2b1f_fk_companies_company_id FOREIGN KEY (kept_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_companymerge
    ADD CONSTRAINT companies_companymerge_lost_id_5db1e052_fk_companies_company_id FOREIGN KEY (lost_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_companymerge
    ADD CONSTRAINT companies_companymerge_user_id_77687d74_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_companyphoto
    ADD CONSTRAINT companies_companypho_company_id_5f4927ad_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_companytext
    ADD CONSTRAINT companies_companytex_company_id_9d609996_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_documentversion
    ADD CONSTRAINT companies_documentve_document_id_cdf8f1fc_fk_companies FOREIGN KEY (document_id) REFERENCES public.companies_vaultdocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_documentversion
    ADD CONSTRAINT companies_documentve_uploaded_by_id_0d9f92b4_fk_companies FOREIGN KEY (uploaded_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_handover
    ADD CONSTRAINT companies_handover_company_id_b7a5e683_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_handover
    ADD CONSTRAINT companies_handover_giver_id_b561031f_fk_companies_user_id FOREIGN KEY (giver_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_handover
    ADD CONSTRAINT companies_handover_receiver_id_54a69d42_fk_companies_user_id FOREIGN KEY (receiver_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_impersonation
    ADD CONSTRAINT companies_impersonat_company_id_6736a8a7_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_impersonation
    ADD CONSTRAINT companies_impersonation_person_id_0f2090e6_fk_companies_user_id FOREIGN KEY (person_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_impersonation
    ADD CONSTRAINT companies_impersonation_staff_id_19ff26c4_fk_companies_user_id FOREIGN KEY (staff_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_invitation
    ADD CONSTRAINT companies_invitation_accepted_by_id_a4dda4dd_fk_companies FOREIGN KEY (accepted_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_invitation
    ADD CONSTRAINT companies_invitation_company_id_5fd600aa_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_invitation
    ADD CONSTRAINT companies_invitation_invited_by_id_94934db8_fk_companies FOREIGN KEY (invited_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_mandate
    ADD CONSTRAINT companies_mandate_agent_id_85080991_fk_companies_company_id FOREIGN KEY (agent_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_mandate
    ADD CONSTRAINT companies_mandate_answered_by_id_c6e1ae3f_fk_companies_user_id FOREIGN KEY (answered_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_mandate_people
    ADD CONSTRAINT companies_mandate_pe_mandate_id_3a3cbc9a_fk_companies FOREIGN KEY (mandate_id) REFERENCES public.companies_mandate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_mandate_people
    ADD CONSTRAINT companies_mandate_people_user_id_fa7056d7_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_mandate
    ADD CONSTRAINT companies_mandate_principal_id_bd100e65_fk_companies_company_id FOREIGN KEY (principal_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_mandate
    ADD CONSTRAINT companies_mandate_proposed_by_id_523f02a5_fk_companies_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_membership
    ADD CONSTRAINT companies_membership_company_id_f99b2b7a_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_membership
    ADD CONSTRAINT companies_membership_user_id_5e947419_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_mergeproposal
    ADD CONSTRAINT companies_mergepropo_decided_by_id_2d8f0b18_fk_companies FOREIGN KEY (decided_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_mergeproposal
    ADD CONSTRAINT companies_mergepropo_first_id_5d85ddc9_fk_companies FOREIGN KEY (first_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_mergeproposal
    ADD CONSTRAINT companies_mergepropo_second_id_9b8ec72b_fk_companies FOREIGN KEY (second_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_nameflag
    ADD CONSTRAINT companies_nameflag_closed_by_id_7a2cf9c3_fk_companies_user_id FOREIGN KEY (closed_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_nameflag
    ADD CONSTRAINT companies_nameflag_company_id_b569de82_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_nameflag
    ADD CONSTRAINT companies_nameflag_other_id_ed2b3dc9_fk_companies_company_id FOREIGN KEY (other_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_reminder
    ADD CONSTRAINT companies_reminder_claim_id_11d11708_fk_companies_claim_id FOREIGN KEY (claim_id) REFERENCES public.companies_claim(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_reminder
    ADD CONSTRAINT companies_reminder_version_id_5e082107_fk_companies FOREIGN KEY (version_id) REFERENCES public.companies_documentversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_shortaddress
    ADD CONSTRAINT companies_shortaddre_company_id_640f1438_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_staffnote
    ADD CONSTRAINT companies_staffnote_company_id_62fcf49e_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_staffnote
    ADD CONSTRAINT companies_staffnote_user_id_93071090_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_suspension
    ADD CONSTRAINT companies_suspension_appealed_by_id_30df05bd_fk_companies FOREIGN KEY (appealed_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_suspension
    ADD CONSTRAINT companies_suspension_company_id_bfabf16a_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_suspension
    ADD CONSTRAINT companies_suspension_ended_by_id_7474001e_fk_companies_user_id FOREIGN KEY (ended_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_suspension
    ADD CONSTRAINT companies_suspension_started_by_id_de17e56a_fk_companies FOREIGN KEY (started_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_user_groups
    ADD CONSTRAINT companies_user_groups_group_id_958605ad_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_user_groups
    ADD CONSTRAINT companies_user_groups_user_id_5bdd051d_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_user_user_permissions
    ADD CONSTRAINT companies_user_user__permission_id_88700007_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_user_user_permissions
    ADD CONSTRAINT companies_user_user__user_id_cee32aea_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_vaultdocument
    ADD CONSTRAINT companies_vaultdocum_company_id_94ee85b1_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_webhookattempt
    ADD CONSTRAINT companies_webhookatt_delivery_id_3e360fd3_fk_companies FOREIGN KEY (delivery_id) REFERENCES public.companies_webhookdelivery(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_webhookdelivery
    ADD CONSTRAINT companies_webhookdel_endpoint_id_97d62487_fk_companies FOREIGN KEY (endpoint_id) REFERENCES public.companies_webhookendpoint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_webhookendpoint
    ADD CONSTRAINT companies_webhookend_company_id_37d4290c_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.companies_webhookendpoint
    ADD CONSTRAINT companies_webhookend_made_by_id_ab6d32e3_fk_companies FOREIGN KEY (made_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_alwaystranslate
    ADD CONSTRAINT consultations_always_room_id_19886f08_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_alwaystranslate
    ADD CONSTRAINT consultations_always_user_id_82fa9d77_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_autoreply
    ADD CONSTRAINT consultations_autore_company_id_15c72a71_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_autoreplysent
    ADD CONSTRAINT consultations_autore_company_id_9cbcc2cc_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_autoreplysent
    ADD CONSTRAINT consultations_autore_room_id_7bad25b4_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_caution
    ADD CONSTRAINT consultations_cautio_message_id_80145341_fk_consultat FOREIGN KEY (message_id) REFERENCES public.consultations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_chainentry
    ADD CONSTRAINT consultations_chaine_room_id_502dcb5a_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_desktag
    ADD CONSTRAINT consultations_deskta_company_id_f16a9ce8_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingtask
    ADD CONSTRAINT consultations_meetin_by_company_id_cc15c3d4_fk_companies FOREIGN KEY (by_company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingtask
    ADD CONSTRAINT consultations_meetin_by_user_id_bce62005_fk_companies FOREIGN KEY (by_user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetinghours
    ADD CONSTRAINT consultations_meetin_company_id_ad04e0fd_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingtask
    ADD CONSTRAINT consultations_meetin_company_id_bf3d49a4_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingpoint
    ADD CONSTRAINT consultations_meetin_company_id_ded9f532_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingtask
    ADD CONSTRAINT consultations_meetin_done_by_id_35fcc93d_fk_companies FOREIGN KEY (done_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meeting
    ADD CONSTRAINT consultations_meetin_ended_by_id_8d4a36e8_fk_companies FOREIGN KEY (ended_by_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meeting
    ADD CONSTRAINT consultations_meetin_guest_company_id_e655052e_fk_companies FOREIGN KEY (guest_company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meeting
    ADD CONSTRAINT consultations_meetin_host_company_id_aed942d2_fk_companies FOREIGN KEY (host_company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingwindow
    ADD CONSTRAINT consultations_meetin_hours_id_027cc483_fk_consultat FOREIGN KEY (hours_id) REFERENCES public.consultations_meetinghours(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingday
    ADD CONSTRAINT consultations_meetin_hours_id_811b4224_fk_consultat FOREIGN KEY (hours_id) REFERENCES public.consultations_meetinghours(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingtask
    ADD CONSTRAINT consultations_meetin_meeting_id_065b086f_fk_consultat FOREIGN KEY (meeting_id) REFERENCES public.consultations_meeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingpoint
    ADD CONSTRAINT consultations_meetin_meeting_id_d8939fa3_fk_consultat FOREIGN KEY (meeting_id) REFERENCES public.consultations_meeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingtask
    ADD CONSTRAINT consultations_meetin_owner_id_3236e0cc_fk_companies FOREIGN KEY (owner_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingpoint
    ADD CONSTRAINT consultations_meetin_user_id_35ecd5e4_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetinghours
    ADD CONSTRAINT consultations_meetin_user_id_9c39bfc5_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meeting
    ADD CONSTRAINT consultations_meeting_guest_id_5345c6ec_fk_companies_user_id FOREIGN KEY (guest_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meeting
    ADD CONSTRAINT consultations_meeting_host_id_9d2e0327_fk_companies_user_id FOREIGN KEY (host_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meeting
    ADD CONSTRAINT consultations_meeting_room_id_eabc3f9d_fk_consultations_room_id FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_meetingfeed
    ADD CONSTRAINT consultations_meetingfeed_user_id_1dad8942_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_mention
    ADD CONSTRAINT consultations_mentio_message_id_e100b96b_fk_consultat FOREIGN KEY (message_id) REFERENCES public.consultations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_mention
    ADD CONSTRAINT consultations_mention_user_id_7bad0e5f_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_message
    ADD CONSTRAINT consultations_messag_company_id_24024960_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_message
    ADD CONSTRAINT consultations_messag_mandate_id_12ac901e_fk_companies FOREIGN KEY (mandate_id) REFERENCES public.companies_mandate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_messagewording
    ADD CONSTRAINT consultations_messag_message_id_75b417f5_fk_consultat FOREIGN KEY (message_id) REFERENCES public.consultations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_messagetranslation
    ADD CONSTRAINT consultations_messag_message_id_7bc645c0_fk_consultat FOREIGN KEY (message_id) REFERENCES public.consultations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_messagefile
    ADD CONSTRAINT consultations_messag_message_id_d1a3145f_fk_consultat FOREIGN KEY (message_id) REFERENCES public.consultations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_messagecard
    ADD CONSTRAINT consultations_messag_message_id_fbd14bd5_fk_consultat FOREIGN KEY (message_id) REFERENCES public.consultations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_message
    ADD CONSTRAINT consultations_messag_reply_to_id_d03af667_fk_consultat FOREIGN KEY (reply_to_id) REFERENCES public.consultations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_message
    ADD CONSTRAINT consultations_message_room_id_637855f6_fk_consultations_room_id FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_message
    ADD CONSTRAINT consultations_message_user_id_c64a10ae_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_minutessignature
    ADD CONSTRAINT consultations_minute_company_id_0fc0af98_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_minutesversion
    ADD CONSTRAINT consultations_minute_company_id_e241650c_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_minutesversion
    ADD CONSTRAINT consultations_minute_meeting_id_2a504329_fk_consultat FOREIGN KEY (meeting_id) REFERENCES public.consultations_meeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_minutesversion
    ADD CONSTRAINT consultations_minute_user_id_1e9ffe8f_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_minutessignature
    ADD CONSTRAINT consultations_minute_user_id_b0ee55c6_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_minutessignature
    ADD CONSTRAINT consultations_minute_version_id_8f9c9b68_fk_consultat FOREIGN KEY (version_id) REFERENCES public.consultations_minutesversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_minutessignature
    ADD CONSTRAINT consultations_minute_withdrawn_by_id_dc8851bd_fk_companies FOREIGN KEY (withdrawn_by_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_pin
    ADD CONSTRAINT consultations_pin_company_id_35ab5fc7_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_pin
    ADD CONSTRAINT consultations_pin_message_id_360807a6_fk_consultat FOREIGN KEY (message_id) REFERENCES public.consultations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_pin
    ADD CONSTRAINT consultations_pin_room_id_c2a71327_fk_consultations_room_id FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_pin
    ADD CONSTRAINT consultations_pin_user_id_b30c40ad_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_presencechoice
    ADD CONSTRAINT consultations_presen_user_id_405e9bed_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_reaction
    ADD CONSTRAINT consultations_reacti_company_id_b0f47516_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_reaction
    ADD CONSTRAINT consultations_reacti_message_id_fcd610d8_fk_consultat FOREIGN KEY (message_id) REFERENCES public.consultations_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_reaction
    ADD CONSTRAINT consultations_reaction_user_id_5de2b0a6_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_readmark
    ADD CONSTRAINT consultations_readma_company_id_6dde7a5d_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_readmark
    ADD CONSTRAINT consultations_readma_room_id_31fced9b_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_readmark
    ADD CONSTRAINT consultations_readmark_user_id_1c036624_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_replybymail
    ADD CONSTRAINT consultations_replybymail_user_id_367da644_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_reportedtalk
    ADD CONSTRAINT consultations_report_company_id_c442a0a7_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_reportedtalk
    ADD CONSTRAINT consultations_report_room_id_5cd67c94_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roomclosure
    ADD CONSTRAINT consultations_roomcl_room_id_2d1ea61c_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roomclosure
    ADD CONSTRAINT consultations_roomclosure_by_id_640dad27_fk_companies_user_id FOREIGN KEY (by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roomdesk
    ADD CONSTRAINT consultations_roomde_assignee_id_e962ccb5_fk_companies FOREIGN KEY (assignee_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roomdesk
    ADD CONSTRAINT consultations_roomde_company_id_0d366e51_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roomdesk_tags
    ADD CONSTRAINT consultations_roomde_desktag_id_2e236ba3_fk_consultat FOREIGN KEY (desktag_id) REFERENCES public.consultations_desktag(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roomdesk
    ADD CONSTRAINT consultations_roomde_room_id_5868ffb9_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roomdesk_tags
    ADD CONSTRAINT consultations_roomde_roomdesk_id_ba3e09cb_fk_consultat FOREIGN KEY (roomdesk_id) REFERENCES public.consultations_roomdesk(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roommute
    ADD CONSTRAINT consultations_roommu_room_id_34bdabb2_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roommute
    ADD CONSTRAINT consultations_roommute_user_id_56aa2c57_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roomparty
    ADD CONSTRAINT consultations_roompa_company_id_7a57770e_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roomparty
    ADD CONSTRAINT consultations_roompa_invited_by_id_56400122_fk_companies FOREIGN KEY (invited_by_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roomparty
    ADD CONSTRAINT consultations_roompa_inviter_id_711d60bd_fk_companies FOREIGN KEY (inviter_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_roomparty
    ADD CONSTRAINT consultations_roompa_room_id_d8e433e8_fk_consultat FOREIGN KEY (room_id) REFERENCES public.consultations_room(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_shownpart
    ADD CONSTRAINT consultations_shownpart_report_id_6607253d_fk_catalog_report_id FOREIGN KEY (report_id) REFERENCES public.catalog_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_talkallowance
    ADD CONSTRAINT consultations_talkal_company_id_84aa8fb3_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_talksuspension
    ADD CONSTRAINT consultations_talksu_by_id_559e33ed_fk_companies FOREIGN KEY (by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_talksuspension
    ADD CONSTRAINT consultations_talksu_company_id_cbdc5b9d_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_translationconsent
    ADD CONSTRAINT consultations_transl_company_id_1a493972_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_translationconsent
    ADD CONSTRAINT consultations_transl_given_by_id_e985df63_fk_companies FOREIGN KEY (given_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_translationconsent
    ADD CONSTRAINT consultations_transl_user_id_25bbb8c9_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultations_wordssalt
    ADD CONSTRAINT consultations_wordss_entry_id_619bae9b_fk_consultat FOREIGN KEY (entry_id) REFERENCES public.consultations_chainentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_event
    ADD CONSTRAINT core_event_through_id_ba6100ab_fk_companies_user_id FOREIGN KEY (through_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_event
    ADD CONSTRAINT core_event_user_id_b4d85d27_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_mailpreference
    ADD CONSTRAINT notifications_mailpr_user_id_338f8568_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notifi_company_id_b6cbe5b5_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notifi_user_id_b5e8c0ff_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_quiethours
    ADD CONSTRAINT notifications_quiethours_user_id_d4c5d052_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_cannedreply
    ADD CONSTRAINT offers_cannedreply_company_id_bd497d1a_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_companyblock
    ADD CONSTRAINT offers_companyblock_blocked_id_c3b163d3_fk_companies_company_id FOREIGN KEY (blocked_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_companyblock
    ADD CONSTRAINT offers_companyblock_company_id_010a22b4_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_companyblock
    ADD CONSTRAINT offers_companyblock_user_id_ebe1fbba_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_companyresponse
    ADD CONSTRAINT offers_companyrespon_company_id_1c6b08d5_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT offers_inquiry_assignee_id_fec2c1f9_fk_companies_user_id FOREIGN KEY (assignee_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT offers_inquiry_batch_id_27b707f1_fk_offers_inquirybatch_id FOREIGN KEY (batch_id) REFERENCES public.offers_inquirybatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT offers_inquiry_buyer_id_aa5a28e2_fk_companies_company_id FOREIGN KEY (buyer_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT offers_inquiry_mandate_id_88c9e9ae_fk_companies_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.companies_mandate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT offers_inquiry_offer_id_56422de5_fk_offers_offer_id FOREIGN KEY (offer_id) REFERENCES public.offers_offer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT offers_inquiry_product_id_69c3dbfb_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT offers_inquiry_supplier_id_d082e553_fk_companies_company_id FOREIGN KEY (supplier_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiry
    ADD CONSTRAINT offers_inquiry_user_id_c822b663_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryabsence
    ADD CONSTRAINT offers_inquiryabsenc_company_id_63fe70f3_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryabsence
    ADD CONSTRAINT offers_inquiryabsence_user_id_758225ac_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryassignment
    ADD CONSTRAINT offers_inquiryassign_inquiry_id_4e31aa8a_fk_offers_in FOREIGN KEY (inquiry_id) REFERENCES public.offers_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryassignment
    ADD CONSTRAINT offers_inquiryassignment_by_id_32939455_fk_companies_user_id FOREIGN KEY (by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryassignment
    ADD CONSTRAINT offers_inquiryassignment_user_id_98c7820d_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquirybatch
    ADD CONSTRAINT offers_inquirybatch_buyer_id_0c1a32b2_fk_companies_company_id FOREIGN KEY (buyer_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquirybatch
    ADD CONSTRAINT offers_inquirybatch_user_id_b3e007d7_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquirycontact
    ADD CONSTRAINT offers_inquirycontact_inquiry_id_334e0e5e_fk_offers_inquiry_id FOREIGN KEY (inquiry_id) REFERENCES public.offers_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquirycontact
    ADD CONSTRAINT offers_inquirycontact_user_id_b0cab134_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryfile
    ADD CONSTRAINT offers_inquiryfile_inquiry_id_6753fd4c_fk_offers_inquiry_id FOREIGN KEY (inquiry_id) REFERENCES public.offers_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryline
    ADD CONSTRAINT offers_inquiryline_inquiry_id_9983d490_fk_offers_inquiry_id FOREIGN KEY (inquiry_id) REFERENCES public.offers_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryline
    ADD CONSTRAINT offers_inquiryline_product_id_206864e7_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquirymessage
    ADD CONSTRAINT offers_inquirymessag_mandate_id_89d64231_fk_companies FOREIGN KEY (mandate_id) REFERENCES public.companies_mandate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquirymessage
    ADD CONSTRAINT offers_inquirymessage_inquiry_id_381c8a8f_fk_offers_inquiry_id FOREIGN KEY (inquiry_id) REFERENCES public.offers_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquirymessage
    ADD CONSTRAINT offers_inquirymessage_user_id_4b9478e5_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquirynote
    ADD CONSTRAINT offers_inquirynote_company_id_adae6aad_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquirynote
    ADD CONSTRAINT offers_inquirynote_inquiry_id_2fd6325c_fk_offers_inquiry_id FOREIGN KEY (inquiry_id) REFERENCES public.offers_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquirynote
    ADD CONSTRAINT offers_inquirynote_user_id_f4cb6040_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryreport
    ADD CONSTRAINT offers_inquiryreport_decided_by_id_d95a1011_fk_companies FOREIGN KEY (decided_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryreport
    ADD CONSTRAINT offers_inquiryreport_inquiry_id_7f405ee8_fk_offers_inquiry_id FOREIGN KEY (inquiry_id) REFERENCES public.offers_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryreport
    ADD CONSTRAINT offers_inquiryreport_user_id_90e3f32c_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryseen
    ADD CONSTRAINT offers_inquiryseen_inquiry_id_f0cda550_fk_offers_inquiry_id FOREIGN KEY (inquiry_id) REFERENCES public.offers_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_inquiryseen
    ADD CONSTRAINT offers_inquiryseen_user_id_04f419ea_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offers_offer_category_id_bd5151d9_fk_catalog_category_id FOREIGN KEY (category_id) REFERENCES public.catalog_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offers_offer_company_id_623c4621_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offers_offer_copy_of_id_53b1f908_fk_offers_offer_id FOREIGN KEY (copy_of_id) REFERENCES public.offers_offer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offers_offer_product_id_579e5647_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offers_offer_user_id_4fbc0994_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_offerdocument
    ADD CONSTRAINT offers_offerdocument_offer_id_dab4c2e6_fk_offers_offer_id FOREIGN KEY (offer_id) REFERENCES public.offers_offer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_offerpicture
    ADD CONSTRAINT offers_offerpicture_offer_id_0407db31_fk_offers_offer_id FOREIGN KEY (offer_id) REFERENCES public.offers_offer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_offerreader
    ADD CONSTRAINT offers_offerreader_company_id_b1209ef1_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_offerreader
    ADD CONSTRAINT offers_offerreader_offer_id_2e0afb77_fk_offers_offer_id FOREIGN KEY (offer_id) REFERENCES public.offers_offer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_offerviews
    ADD CONSTRAINT offers_offerviews_offer_id_f0b3132e_fk_offers_offer_id FOREIGN KEY (offer_id) REFERENCES public.offers_offer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfq
    ADD CONSTRAINT offers_rfq_category_id_570b171d_fk_catalog_category_id FOREIGN KEY (category_id) REFERENCES public.catalog_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfq
    ADD CONSTRAINT offers_rfq_company_id_81f6cf9a_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfq
    ADD CONSTRAINT offers_rfq_user_id_2785638a_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqdocument
    ADD CONSTRAINT offers_rfqdocument_line_id_69f1d6cb_fk_offers_rfqline_id FOREIGN KEY (line_id) REFERENCES public.offers_rfqline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqdocument
    ADD CONSTRAINT offers_rfqdocument_rfq_id_304f6898_fk_offers_rfq_id FOREIGN KEY (rfq_id) REFERENCES public.offers_rfq(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqline
    ADD CONSTRAINT offers_rfqline_product_id_1c583697_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqline
    ADD CONSTRAINT offers_rfqline_rfq_id_91bf7967_fk_offers_rfq_id FOREIGN KEY (rfq_id) REFERENCES public.offers_rfq(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqquestion
    ADD CONSTRAINT offers_rfqquestion_answered_by_id_a7f324bc_fk_companies_user_id FOREIGN KEY (answered_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqquestion
    ADD CONSTRAINT offers_rfqquestion_company_id_fd408d12_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqquestion
    ADD CONSTRAINT offers_rfqquestion_rfq_id_5cb6b7e5_fk_offers_rfq_id FOREIGN KEY (rfq_id) REFERENCES public.offers_rfq(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqquestion
    ADD CONSTRAINT offers_rfqquestion_user_id_eb414004_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqrevision
    ADD CONSTRAINT offers_rfqrevision_rfq_id_80b42964_fk_offers_rfq_id FOREIGN KEY (rfq_id) REFERENCES public.offers_rfq(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqrevision
    ADD CONSTRAINT offers_rfqrevision_user_id_54ab1fb1_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqsupplier
    ADD CONSTRAINT offers_rfqsupplier_company_id_c5245b54_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_rfqsupplier
    ADD CONSTRAINT offers_rfqsupplier_rfq_id_b9212b44_fk_offers_rfq_id FOREIGN KEY (rfq_id) REFERENCES public.offers_rfq(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_routingrule
    ADD CONSTRAINT offers_routingrule_category_id_c7f1008a_fk_catalog_category_id FOREIGN KEY (category_id) REFERENCES public.catalog_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_routingrule
    ADD CONSTRAINT offers_routingrule_company_id_c37ea3d3_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.offers_routingrule
    ADD CONSTRAINT offers_routingrule_user_id_11ebbbcf_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_charge
    ADD CONSTRAINT payments_charge_by_id_577ed3a9_fk_companies_user_id FOREIGN KEY (by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_charge
    ADD CONSTRAINT payments_charge_payee_id_40ab0116_fk_companies_company_id FOREIGN KEY (payee_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_charge
    ADD CONSTRAINT payments_charge_payer_id_299b2a01_fk_companies_company_id FOREIGN KEY (payer_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_dispute
    ADD CONSTRAINT payments_dispute_charge_id_751cc74d_fk_payments_charge_id FOREIGN KEY (charge_id) REFERENCES public.payments_charge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_payaccount
    ADD CONSTRAINT payments_payaccount_company_id_0c016576_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_refund
    ADD CONSTRAINT payments_refund_by_id_a0f7b46d_fk_companies_user_id FOREIGN KEY (by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_refund
    ADD CONSTRAINT payments_refund_charge_id_2ba1056b_fk_payments_charge_id FOREIGN KEY (charge_id) REFERENCES public.payments_charge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_release
    ADD CONSTRAINT payments_release_charge_id_e51c4184_fk_payments_charge_id FOREIGN KEY (charge_id) REFERENCES public.payments_charge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_subscription
    ADD CONSTRAINT payments_subscriptio_company_id_ed33813f_fk_companies FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.payments_subscription
    ADD CONSTRAINT payments_subscription_plan_id_973ba84d_fk_payments_plan_id FOREIGN KEY (plan_id) REFERENCES public.payments_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.search_clicked
    ADD CONSTRAINT search_clicked_asked_id_727b6250_fk_search_asked_id FOREIGN KEY (asked_id) REFERENCES public.search_asked(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.search_savedmatch
    ADD CONSTRAINT search_savedmatch_saved_id_fb1895d6_fk_search_savedsearch_id FOREIGN KEY (saved_id) REFERENCES public.search_savedsearch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.search_savedsearch
    ADD CONSTRAINT search_savedsearch_company_id_3151a957_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.search_savedsearch
    ADD CONSTRAINT search_savedsearch_user_id_78794d3d_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.search_synonymgroup
    ADD CONSTRAINT search_synonymgroup_changed_by_id_ac87e252_fk_companies_user_id FOREIGN KEY (changed_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_9957a03c_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_tag_id_f4f5b767_fk_taggit_tag_id FOREIGN KEY (tag_id) REFERENCES public.taggit_tag(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_award
    ADD CONSTRAINT trade_award_rfq_id_4a74a489_fk_offers_rfq_id FOREIGN KEY (rfq_id) REFERENCES public.offers_rfq(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_award
    ADD CONSTRAINT trade_award_user_id_f70ee418_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_awardline
    ADD CONSTRAINT trade_awardline_award_id_a1958372_fk_trade_award_id FOREIGN KEY (award_id) REFERENCES public.trade_award(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_awardline
    ADD CONSTRAINT trade_awardline_line_id_263722b0_fk_trade_quotationline_id FOREIGN KEY (line_id) REFERENCES public.trade_quotationline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_awardline
    ADD CONSTRAINT trade_awardline_quotation_id_c3d7c574_fk_trade_quotation_id FOREIGN KEY (quotation_id) REFERENCES public.trade_quotation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_awardline
    ADD CONSTRAINT trade_awardline_rfq_line_id_e51ea450_fk_offers_rfqline_id FOREIGN KEY (rfq_line_id) REFERENCES public.offers_rfqline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_buyerestimate
    ADD CONSTRAINT trade_buyerestimate_quotation_id_f975fdc5_fk_trade_quotation_id FOREIGN KEY (quotation_id) REFERENCES public.trade_quotation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_buyerestimate
    ADD CONSTRAINT trade_buyerestimate_user_id_c0a517d3_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_calendarfeed
    ADD CONSTRAINT trade_calendarfeed_company_id_b4a97ac9_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_calendarfeed
    ADD CONSTRAINT trade_calendarfeed_user_id_ca694f7d_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_capacitypool
    ADD CONSTRAINT trade_capacitypool_community_id_908d594d_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_capacitypool
    ADD CONSTRAINT trade_capacitypool_lead_id_b4f5e51a_fk_companies_company_id FOREIGN KEY (lead_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_capacitypool
    ADD CONSTRAINT trade_capacitypool_quotation_id_65d11b0f_fk_trade_quotation_id FOREIGN KEY (quotation_id) REFERENCES public.trade_quotation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_capacitypool
    ADD CONSTRAINT trade_capacitypool_rfq_id_3144c185_fk_offers_rfq_id FOREIGN KEY (rfq_id) REFERENCES public.offers_rfq(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_capacitypool
    ADD CONSTRAINT trade_capacitypool_user_id_4d45a94a_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_comparisonweights
    ADD CONSTRAINT trade_comparisonweights_rfq_id_175feebf_fk_offers_rfq_id FOREIGN KEY (rfq_id) REFERENCES public.offers_rfq(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_comparisonweights
    ADD CONSTRAINT trade_comparisonweights_user_id_d9a945ac_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_delivery
    ADD CONSTRAINT trade_delivery_order_id_3250099f_fk_trade_order_id FOREIGN KEY (order_id) REFERENCES public.trade_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_delivery
    ADD CONSTRAINT trade_delivery_received_by_id_c04c6776_fk_companies_user_id FOREIGN KEY (received_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_delivery
    ADD CONSTRAINT trade_delivery_user_id_ce511633_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_deliveryline
    ADD CONSTRAINT trade_deliveryline_delivery_id_da2189cd_fk_trade_delivery_id FOREIGN KEY (delivery_id) REFERENCES public.trade_delivery(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_deliveryline
    ADD CONSTRAINT trade_deliveryline_line_id_befb8618_fk_trade_orderline_id FOREIGN KEY (line_id) REFERENCES public.trade_orderline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_instalment
    ADD CONSTRAINT trade_instalment_order_id_b531fbe2_fk_trade_order_id FOREIGN KEY (order_id) REFERENCES public.trade_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_invoice
    ADD CONSTRAINT trade_invoice_credits_id_74acfe7c_fk_trade_invoice_id FOREIGN KEY (credits_id) REFERENCES public.trade_invoice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_invoice
    ADD CONSTRAINT trade_invoice_issuer_id_c31bfa6d_fk_companies_company_id FOREIGN KEY (issuer_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_invoice
    ADD CONSTRAINT trade_invoice_order_id_3a9ae251_fk_trade_order_id FOREIGN KEY (order_id) REFERENCES public.trade_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_invoice
    ADD CONSTRAINT trade_invoice_recipient_id_dd95b268_fk_companies_company_id FOREIGN KEY (recipient_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_invoice
    ADD CONSTRAINT trade_invoice_user_id_ce7a8f89_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_invoiceline
    ADD CONSTRAINT trade_invoiceline_credited_id_6d1f0802_fk_trade_invoiceline_id FOREIGN KEY (credited_id) REFERENCES public.trade_invoiceline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_invoiceline
    ADD CONSTRAINT trade_invoiceline_invoice_id_5f5da877_fk_trade_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.trade_invoice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_invoiceline
    ADD CONSTRAINT trade_invoiceline_order_line_id_7ed8439a_fk_trade_orderline_id FOREIGN KEY (order_line_id) REFERENCES public.trade_orderline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_invoicetax
    ADD CONSTRAINT trade_invoicetax_invoice_id_c8d173d4_fk_trade_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.trade_invoice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_ledgerentry
    ADD CONSTRAINT trade_ledgerentry_posting_id_da3b8826_fk_trade_posting_id FOREIGN KEY (posting_id) REFERENCES public.trade_posting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_letterofcredit
    ADD CONSTRAINT trade_letterofcredit_instalment_id_02c9ded7_fk_trade_ins FOREIGN KEY (instalment_id) REFERENCES public.trade_instalment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_letterofcredit
    ADD CONSTRAINT trade_letterofcredit_user_id_2d7855a8_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_numberseries
    ADD CONSTRAINT trade_numberseries_company_id_5204ee86_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_buyer_id_201fad86_fk_companies_company_id FOREIGN KEY (buyer_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_cancelled_by_id_5733d6ea_fk_companies_company_id FOREIGN KEY (cancelled_by_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_purchase_id_1a807b71_fk_trade_purchaseround_id FOREIGN KEY (purchase_id) REFERENCES public.trade_purchaseround(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_quotation_id_740a635d_fk_trade_quotation_id FOREIGN KEY (quotation_id) REFERENCES public.trade_quotation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_supplier_id_ffc17dd6_fk_companies_company_id FOREIGN KEY (supplier_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_order
    ADD CONSTRAINT trade_order_user_id_73d6b9d9_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_orderchange
    ADD CONSTRAINT trade_orderchange_company_id_09a21173_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_orderchange
    ADD CONSTRAINT trade_orderchange_decided_by_id_01f5c38e_fk_companies_user_id FOREIGN KEY (decided_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_orderchange
    ADD CONSTRAINT trade_orderchange_order_id_f6f7f632_fk_trade_order_id FOREIGN KEY (order_id) REFERENCES public.trade_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_orderchange
    ADD CONSTRAINT trade_orderchange_user_id_da79dc2e_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_orderline
    ADD CONSTRAINT trade_orderline_order_id_159bf0e4_fk_trade_order_id FOREIGN KEY (order_id) REFERENCES public.trade_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_orderline
    ADD CONSTRAINT trade_orderline_product_id_91d6cac8_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_ordernote
    ADD CONSTRAINT trade_ordernote_company_id_3ef0f207_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_ordernote
    ADD CONSTRAINT trade_ordernote_order_id_4d10db41_fk_trade_order_id FOREIGN KEY (order_id) REFERENCES public.trade_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_ordernote
    ADD CONSTRAINT trade_ordernote_user_id_fbf7d593_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_ordernumbers
    ADD CONSTRAINT trade_ordernumbers_company_id_bc4a74b3_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_outsidepayment
    ADD CONSTRAINT trade_outsidepayment_account_id_902ea196_fk_trade_pay FOREIGN KEY (account_id) REFERENCES public.trade_payeeaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_outsidepayment
    ADD CONSTRAINT trade_outsidepayment_decided_by_id_e804129a_fk_companies FOREIGN KEY (decided_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_outsidepayment
    ADD CONSTRAINT trade_outsidepayment_instalment_id_73d82fac_fk_trade_ins FOREIGN KEY (instalment_id) REFERENCES public.trade_instalment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_outsidepayment
    ADD CONSTRAINT trade_outsidepayment_user_id_9e082c61_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_payeeaccount
    ADD CONSTRAINT trade_payeeaccount_approved_by_id_4e748fb9_fk_companies_user_id FOREIGN KEY (approved_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_payeeaccount
    ADD CONSTRAINT trade_payeeaccount_company_id_495ec018_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_payeeaccount
    ADD CONSTRAINT trade_payeeaccount_user_id_7d1ab1fc_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_paymentschedule
    ADD CONSTRAINT trade_paymentschedule_order_id_50363abe_fk_trade_order_id FOREIGN KEY (order_id) REFERENCES public.trade_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_pledge
    ADD CONSTRAINT trade_pledge_company_id_2e838a01_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_pledge
    ADD CONSTRAINT trade_pledge_round_id_82e0d213_fk_trade_purchaseround_id FOREIGN KEY (round_id) REFERENCES public.trade_purchaseround(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_pledge
    ADD CONSTRAINT trade_pledge_user_id_d762255f_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_pledgechange
    ADD CONSTRAINT trade_pledgechange_pledge_id_7d999eec_fk_trade_pledge_id FOREIGN KEY (pledge_id) REFERENCES public.trade_pledge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_pledgechange
    ADD CONSTRAINT trade_pledgechange_user_id_f36ad330_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_poolline
    ADD CONSTRAINT trade_poolline_pool_id_8d6c9a61_fk_trade_capacitypool_id FOREIGN KEY (pool_id) REFERENCES public.trade_capacitypool(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_poolline
    ADD CONSTRAINT trade_poolline_rfq_line_id_f8d7274a_fk_offers_rfqline_id FOREIGN KEY (rfq_line_id) REFERENCES public.offers_rfqline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_poolmember
    ADD CONSTRAINT trade_poolmember_company_id_94d409b7_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_poolmember
    ADD CONSTRAINT trade_poolmember_pool_id_07c49ad8_fk_trade_capacitypool_id FOREIGN KEY (pool_id) REFERENCES public.trade_capacitypool(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_poolmember
    ADD CONSTRAINT trade_poolmember_user_id_d039171a_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_poolpart
    ADD CONSTRAINT trade_poolpart_line_id_26d55eb3_fk_trade_poolline_id FOREIGN KEY (line_id) REFERENCES public.trade_poolline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_poolpart
    ADD CONSTRAINT trade_poolpart_member_id_6c9c8784_fk_trade_poolmember_id FOREIGN KEY (member_id) REFERENCES public.trade_poolmember(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_posting
    ADD CONSTRAINT trade_posting_company_id_055bb40b_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_posting
    ADD CONSTRAINT trade_posting_order_id_12e058e8_fk_trade_order_id FOREIGN KEY (order_id) REFERENCES public.trade_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_pricefloor
    ADD CONSTRAINT trade_pricefloor_company_id_58f70786_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_pricefloor
    ADD CONSTRAINT trade_pricefloor_product_id_fa73446f_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_proofpaper
    ADD CONSTRAINT trade_proofpaper_instalment_id_cb15b8c9_fk_trade_instalment_id FOREIGN KEY (instalment_id) REFERENCES public.trade_instalment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_proofpaper
    ADD CONSTRAINT trade_proofpaper_payment_id_25f52ca6_fk_trade_outsidepayment_id FOREIGN KEY (payment_id) REFERENCES public.trade_outsidepayment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_proofpaper
    ADD CONSTRAINT trade_proofpaper_user_id_57a2f700_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_category_id_4bb0ec30_fk_catalog_category_id FOREIGN KEY (category_id) REFERENCES public.catalog_category(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_community_id_e9db967d_fk_community FOREIGN KEY (community_id) REFERENCES public.community_community(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_company_id_81b3a5eb_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_inquiry_id_7a1cd576_fk_offers_inquiry_id FOREIGN KEY (inquiry_id) REFERENCES public.offers_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_product_id_6522523e_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_rfq_id_ca3d80b4_fk_offers_rfq_id FOREIGN KEY (rfq_id) REFERENCES public.offers_rfq(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_supplier_id_14c0bbed_fk_companies FOREIGN KEY (supplier_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_user_id_7399bcbb_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_purchaseround
    ADD CONSTRAINT trade_purchaseround_variant_id_ba5f8df9_fk_catalog_variant_id FOREIGN KEY (variant_id) REFERENCES public.catalog_variant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotation
    ADD CONSTRAINT trade_quotation_buyer_id_9aa19457_fk_companies_company_id FOREIGN KEY (buyer_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotation
    ADD CONSTRAINT trade_quotation_current_id_b7eac8fd_fk_trade_quo FOREIGN KEY (current_id) REFERENCES public.trade_quotationversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotation
    ADD CONSTRAINT trade_quotation_inquiry_id_28f2364b_fk_offers_inquiry_id FOREIGN KEY (inquiry_id) REFERENCES public.offers_inquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotation
    ADD CONSTRAINT trade_quotation_rfq_id_fbf7ade1_fk_offers_rfq_id FOREIGN KEY (rfq_id) REFERENCES public.offers_rfq(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotation
    ADD CONSTRAINT trade_quotation_supplier_id_ac271bad_fk_companies_company_id FOREIGN KEY (supplier_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotation
    ADD CONSTRAINT trade_quotation_user_id_5d7a0f2e_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotationdocument
    ADD CONSTRAINT trade_quotationdocum_version_id_9552cbef_fk_trade_quo FOREIGN KEY (version_id) REFERENCES public.trade_quotationversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotationline
    ADD CONSTRAINT trade_quotationline_product_id_54865b2d_fk_catalog_product_id FOREIGN KEY (product_id) REFERENCES public.catalog_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotationline
    ADD CONSTRAINT trade_quotationline_rfq_line_id_19f4a72d_fk_offers_rfqline_id FOREIGN KEY (rfq_line_id) REFERENCES public.offers_rfqline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotationline
    ADD CONSTRAINT trade_quotationline_version_id_b8f4f047_fk_trade_quo FOREIGN KEY (version_id) REFERENCES public.trade_quotationversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotationtier
    ADD CONSTRAINT trade_quotationtier_line_id_7bdf2244_fk_trade_quotationline_id FOREIGN KEY (line_id) REFERENCES public.trade_quotationline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotationversion
    ADD CONSTRAINT trade_quotationversi_approval_by_id_0b13582d_fk_companies FOREIGN KEY (approval_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotationversion
    ADD CONSTRAINT trade_quotationversi_mandate_id_8a919bf0_fk_companies FOREIGN KEY (mandate_id) REFERENCES public.companies_mandate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotationversion
    ADD CONSTRAINT trade_quotationversi_quotation_id_98f2bfa3_fk_trade_quo FOREIGN KEY (quotation_id) REFERENCES public.trade_quotation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotationversion
    ADD CONSTRAINT trade_quotationversion_user_id_cb343a7a_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_quotingrules
    ADD CONSTRAINT trade_quotingrules_company_id_057335c8_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_rounddocument
    ADD CONSTRAINT trade_rounddocument_round_id_2dec6aae_fk_trade_purchaseround_id FOREIGN KEY (round_id) REFERENCES public.trade_purchaseround(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_roundtier
    ADD CONSTRAINT trade_roundtier_round_id_413f56ff_fk_trade_purchaseround_id FOREIGN KEY (round_id) REFERENCES public.trade_purchaseround(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_split
    ADD CONSTRAINT trade_split_company_id_8a55735c_fk_companies_company_id FOREIGN KEY (company_id) REFERENCES public.companies_company(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_split
    ADD CONSTRAINT trade_split_pledge_id_3853cd95_fk_trade_pledge_id FOREIGN KEY (pledge_id) REFERENCES public.trade_pledge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_split
    ADD CONSTRAINT trade_split_quotation_id_3218b790_fk_trade_quotation_id FOREIGN KEY (quotation_id) REFERENCES public.trade_quotation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_split
    ADD CONSTRAINT trade_split_received_by_id_cfe3683c_fk_companies_user_id FOREIGN KEY (received_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.trade_split
    ADD CONSTRAINT trade_split_round_id_7c6a3643_fk_trade_purchaseround_id FOREIGN KEY (round_id) REFERENCES public.trade_purchaseround(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_content_type_id_4df7730e_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_user_id_6e1a9b70_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formsta_content_type_id_e32438b3_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_user_id_b910adc2_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_user_id_49b1141b_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collecti_collection_id_761908ec_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_collectionviewrestri_47320efd_fk_wagtailco FOREIGN KEY (collectionviewrestriction_id) REFERENCES public.wagtailcore_collectionviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_group_id_1823f2a3_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_page_id_108444b5_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_resolved_by_id_a282aa0e_fk_companies FOREIGN KEY (resolved_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_revision_created_id_1d058279_fk_wagtailco FOREIGN KEY (revision_created_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_user_id_0c577ca6_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentr_comment_id_afc7e027_fk_wagtailco FOREIGN KEY (comment_id) REFERENCES public.wagtailcore_comment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_user_id_d0b3b9c3_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_group_id_2e64b61f_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_groupapprovaltask_id_9a9255ea_fk_wagtailco FOREIGN KEY (groupapprovaltask_id) REFERENCES public.wagtailcore_groupapprovaltask(task_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapp_task_ptr_id_cfe58781_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_collection_id_5423575a_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_group_id_05d61460_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_permission_id_1b626275_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_group_id_fc07e671_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_page_id_710b114a_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_permission_id_05acb22e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_group_id_e5cdbee4_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_permission_id_459b1f38_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_site_id_245de488_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellog_content_type_id_68849e77_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_alias_of_id_12945502_fk_wagtailcore_page_id FOREIGN KEY (alias_of_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_content_type_id_c28424df_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_latest_revision_id_e60fef51_fk_wagtailco FOREIGN KEY (latest_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_live_revision_id_930bd822_fk_wagtailco FOREIGN KEY (live_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locale_id_3c7e30a6_fk_wagtailcore_locale_id FOREIGN KEY (locale_id) REFERENCES public.wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locked_by_id_bcb86245_fk_companies_user_id FOREIGN KEY (locked_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_owner_id_fbf7c332_fk_companies_user_id FOREIGN KEY (owner_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pageloge_content_type_id_74e7708a_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_user_id_2409d2f4_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_page_id_a085e7a6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_user_id_89d7def9_fk_companies FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_group_id_6460f223_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageview_page_id_15a8bea6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_pageviewrestriction__f147a99a_fk_wagtailco FOREIGN KEY (pageviewrestriction_id) REFERENCES public.wagtailcore_pageviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_base_content_type_id_313cf40f_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_content_type_id_766e0336_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_to_content_type_id_93690bbd_fk_django_co FOREIGN KEY (to_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_base_content_type_id_5b4ef7bd_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_content_type_id_c8cb69c0_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_root_page_id_e02fb95c_fk_wagtailcore_page_id FOREIGN KEY (root_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_content_type_id_249ab8ba_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_content_type_id_0a758fdc_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_finished_by_id_13f98229_fk_companies FOREIGN KEY (finished_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_revision_id_df25a499_fk_wagtailco FOREIGN KEY (revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_workflow_state_id_9239a775_fk_wagtailco FOREIGN KEY (workflow_state_id) REFERENCES public.wagtailcore_workflowstate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_task_id_c3677c34_fk_wagtailcore_task_id FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_for_content_type_id_b0fc87b2_fk_django_co FOREIGN KEY (for_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_uploaded_by_user_id_c7580fe8_fk_companies FOREIGN KEY (uploaded_by_user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_base_content_type_id_a30dc576_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_2bb78ce1_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_b261bb37_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_current_task_state_i_3a1a0632_fk_wagtailco FOREIGN KEY (current_task_state_id) REFERENCES public.wagtailcore_taskstate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_page_id_81e7bab6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_requested_by_id_4090bca3_fk_companies FOREIGN KEY (requested_by_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_task_id_ce7716fe_fk_wagtailco FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_1f18378f_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_56f56ff6_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_9aad7cd2_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_b9717175_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_collection_id_23881625_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_uploaded_by_user_id_17258b41_fk_companies FOREIGN KEY (uploaded_by_user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailforms_formsubmission
    ADD CONSTRAINT wagtailforms_formsub_page_id_e48e93e7_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_collection_id_c2f8af7e_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_uploaded_by_user_id_5d73dc75_fk_companies FOREIGN KEY (uploaded_by_user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendit_image_id_3e1fd774_fk_wagtailim FOREIGN KEY (image_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_redirect_page_id_b5728a8f_fk_wagtailco FOREIGN KEY (redirect_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_site_id_780a0e1e_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexe_content_type_id_62ed694f_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_59c92331_fk_companies_user_id FOREIGN KEY (user_id) REFERENCES public.companies_user(id) DEFERRABLE INITIALLY DEFERRED;
